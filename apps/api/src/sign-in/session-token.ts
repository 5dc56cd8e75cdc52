import { createHash, randomBytes } from 'node:crypto';
import { isUuid } from '../platform/database/keyset';

/** A refresh token names its session, so that an old one is recognised as such and ends it (SIG-2). */
export interface SessionToken {
  sessionId: string;
  secret: string;
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function writeSessionToken({ sessionId, secret }: SessionToken): string {
  return `${sessionId}.${secret}`;
}

export function readSessionToken(token: string | undefined): SessionToken | null {
  const [sessionId = '', secret = '', ...rest] = token?.split('.') ?? [];
  return isUuid(sessionId) && secret !== '' && rest.length === 0 ? { sessionId, secret } : null;
}
