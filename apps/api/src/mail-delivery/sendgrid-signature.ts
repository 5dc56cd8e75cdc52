import { type KeyObject, verify } from 'node:crypto';

interface Signed {
  timestamp: string;
  body: Buffer;
  signature: string;
}

/** ECDSA over the timestamp and the body, byte for byte as they came (EML-3). */
export function isSigned(key: KeyObject, { timestamp, body, signature }: Signed): boolean {
  return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'));
}
