import { createHash, createHmac } from 'node:crypto';

/**
 * The token of a mailed link: 256 bits that only the key can make, so that a job can make the link again and the
 * database cannot give it away. `sending` counts how often the same thing was mailed with a new link.
 */
export function linkToken(key: Buffer, purpose: string, id: string, sending: number): string {
  return createHmac('sha256', key).update(JSON.stringify([purpose, id, sending])).digest('base64url');
}

/** What the database keeps of a token. */
export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
