import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { isUuid } from '../platform/database/keyset';

export const ACCESS_MINUTES = 15;

const ALGORITHM = 'HS256';
const TYPE = 'usher-access+jwt';
const ISSUER = 'usher';
const AUDIENCE = 'usher/session';
const HEADER_FIELDS = new Set(['alg', 'typ']);

/** The short-lived half of a session: names it, and nothing else (SIG-2). */
export class AccessTokens {
  /** Made once: of bytes, the library would try at every call to read a public key. */
  private readonly key: KeyObject;

  constructor(jwtSecret: string) {
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', jwtSecret, '', 'usher/access-token', 32)));
  }

  issue(sessionId: string, now: Date): string {
    const iat = Math.floor(now.getTime() / 1000);
    return jwt.sign({ sid: sessionId, iat, exp: iat + ACCESS_MINUTES * 60 }, this.key, {
      algorithm: ALGORITHM, issuer: ISSUER, audience: AUDIENCE, header: { alg: ALGORITHM, typ: TYPE },
    });
  }

  /** The session's id; null for anything that is not wholly as issued here. */
  read(token: string, now: Date): string | null {
    try {
      const { header, payload } = jwt.verify(token, this.key, {
        algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, complete: true,
        clockTimestamp: Math.floor(now.getTime() / 1000),
      });
      const isOurs = header.typ === TYPE && Object.keys(header).every((field) => HEADER_FIELDS.has(field));
      if (!isOurs || typeof payload === 'string' || typeof payload.exp !== 'number') return null;
      const { sid } = payload as { sid?: unknown };
      return typeof sid === 'string' && isUuid(sid) ? sid : null;
    } catch {
      return null;
    }
  }
}
