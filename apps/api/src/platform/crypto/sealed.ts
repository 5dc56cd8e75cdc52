import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyPurpose, KeyRing } from './key-ring';

/** A secret as the database keeps it: encrypted, with the id of its key. */
export interface Sealed {
  keyId: string;
  /** Nonce, tag and text, one after the other. */
  sealed: Buffer;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and vouches for it; `owner` is whose it is, so that it cannot be moved to another row. */
export function seal(keys: KeyRing, purpose: KeyPurpose, owner: string, text: string): Sealed {
  const { id, key } = keys.current(purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { keyId: id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), encrypted]) };
}

/** Throws where the key is no longer configured, or what is stored was altered: nobody's mistake at the keyboard. */
export function unseal(keys: KeyRing, purpose: KeyPurpose, owner: string, { keyId, sealed }: Sealed): string {
  const key = keys.get(purpose, keyId);
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
  return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
