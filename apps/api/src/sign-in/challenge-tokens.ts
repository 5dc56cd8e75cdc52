import { createHash } from 'node:crypto';
import { SignedTokens } from '../platform/crypto/signed-token';
import { isUuid } from '../platform/database/keyset';
import type { WebUser } from '../web-users/web-user.entity';

const CHALLENGE_MINUTES = 10;

/** Changes with the password, and tells nothing of it: what the database keeps of it is salted. */
const markOf = (passwordHash: string | null) => createHash('sha256').update(passwordHash ?? '').digest('base64url');

/** Says that the password was right, and that the second step is missing. It lapses with that password. */
export class ChallengeTokens {
  private readonly tokens: SignedTokens;

  constructor(jwtSecret: string) {
    this.tokens = new SignedTokens(jwtSecret, {
      label: 'two-factor-challenge', typ: 'usher-two-factor+jwt', audience: 'usher/two-factor', seconds: CHALLENGE_MINUTES * 60,
    });
  }

  issue({ id, passwordHash }: Pick<WebUser, 'id' | 'passwordHash'>, now: Date): string {
    return this.tokens.issue({ sub: id, mark: markOf(passwordHash) }, now);
  }

  /** Whose it is; null for anything that is not wholly as issued here. */
  personIn(challenge: string, now: Date): string | null {
    const id = this.tokens.read(challenge, now)?.sub;
    return typeof id === 'string' && isUuid(id) ? id : null;
  }

  /** Whether it was given for the password that the person still has. */
  isFor(challenge: string, { id, passwordHash }: WebUser, now: Date): boolean {
    const claims = this.tokens.read(challenge, now);
    return claims?.sub === id && claims.mark === markOf(passwordHash);
  }
}
