import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX_BYTES = 9;
const SECRET_BYTES = 32;
const SHAPE = /^usher_([\w-]{12})_([\w-]{43})$/;

export interface ApiKeySecret {
  prefix: string;
  secret: string;
}

/** 256 random bits need no slow hash. */
export function hashOfKey(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function newApiKeySecret(): ApiKeySecret {
  return { prefix: randomBytes(PREFIX_BYTES).toString('base64url'), secret: randomBytes(SECRET_BYTES).toString('base64url') };
}

/** As it is shown once, and sent with every request; scanners for leaked secrets know it by its beginning. */
export const writeApiKey = ({ prefix, secret }: ApiKeySecret) => `usher_${prefix}_${secret}`;

export const hintOf = (prefix: string) => `usher_${prefix}`;

export function readApiKey(text: string): ApiKeySecret | null {
  const [, prefix, secret] = SHAPE.exec(text) ?? [];
  return prefix && secret ? { prefix, secret } : null;
}

export function isSecretOf(hash: Buffer, secret: string): boolean {
  return timingSafeEqual(hash, hashOfKey(secret));
}
