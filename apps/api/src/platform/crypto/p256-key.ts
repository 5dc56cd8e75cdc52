import { createPublicKey, type KeyObject } from 'node:crypto';

/** A P-256 key from the base64 of its SPKI form; null where a text is none. */
export function p256Key(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}
