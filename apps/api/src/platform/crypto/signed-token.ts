import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

const ALGORITHM = 'HS256';
const ISSUER = 'usher';
const HEADER_FIELDS = new Set(['alg', 'typ']);
/** How far the clocks of two servers may lie apart. */
const SKEW_SECONDS = 60;

/** One kind of token: none is read where another is expected. */
export interface TokenKind {
  /** Of the key that signs this kind alone, derived from the secret. */
  label: string;
  typ: string;
  audience: string;
  seconds: number;
}

export type TokenClaims = Record<string, unknown>;

/** Signs and reads tokens of one kind (JWT, HS256). */
export class SignedTokens {
  /** Made once: of bytes, the library would try at every call to read a public key. */
  private readonly key: KeyObject;

  constructor(secret: string, private readonly kind: TokenKind) {
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `usher/${kind.label}`, 32)));
  }

  issue(claims: TokenClaims, now: Date): string {
    const { typ, audience, seconds } = this.kind;
    const iat = Math.floor(now.getTime() / 1000);
    return jwt.sign({ ...claims, iat, exp: iat + seconds }, this.key, {
      algorithm: ALGORITHM, issuer: ISSUER, audience, header: { alg: ALGORITHM, typ },
    });
  }

  /** What it says; null for anything that is not wholly as issued here, or has lapsed. */
  read(token: string, now: Date): TokenClaims | null {
    try {
      const { typ, audience, seconds } = this.kind;
      const clockTimestamp = Math.floor(now.getTime() / 1000);
      const { header, payload } = jwt.verify(token, this.key, {
        algorithms: [ALGORITHM], issuer: ISSUER, audience, complete: true, clockTimestamp,
      });
      const isOurs = header.typ === typ && Object.keys(header).every((field) => HEADER_FIELDS.has(field));
      if (!isOurs || typeof payload === 'string') return null;
      const { iat = Infinity, exp } = payload;
      return exp === iat + seconds && iat <= clockTimestamp + SKEW_SECONDS ? payload : null;
    } catch {
      return null;
    }
  }
}
