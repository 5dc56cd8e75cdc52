import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

const ALGORITHM = 'HS256';
const ISSUER = 'usher';
const HEADER_FIELDS = new Set(['alg', 'typ']);

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
      const { header, payload } = jwt.verify(token, this.key, {
        algorithms: [ALGORITHM], issuer: ISSUER, audience: this.kind.audience, complete: true,
        clockTimestamp: Math.floor(now.getTime() / 1000),
      });
      const isOurs = header.typ === this.kind.typ && Object.keys(header).every((field) => HEADER_FIELDS.has(field));
      return isOurs && typeof payload !== 'string' && typeof payload.exp === 'number' ? payload : null;
    } catch {
      return null;
    }
  }
}
