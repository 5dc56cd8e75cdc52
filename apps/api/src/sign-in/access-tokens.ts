import { SignedTokens } from '../platform/crypto/signed-token';
import { isUuid } from '../platform/database/keyset';

export const ACCESS_MINUTES = 15;

/** The short-lived half of a session: names it, and nothing else (SIG-2). */
export class AccessTokens {
  private readonly tokens: SignedTokens;

  constructor(jwtSecret: string) {
    this.tokens = new SignedTokens(jwtSecret, {
      label: 'access-token', typ: 'usher-access+jwt', audience: 'usher/session', seconds: ACCESS_MINUTES * 60,
    });
  }

  issue(sessionId: string, now: Date): string {
    return this.tokens.issue({ sid: sessionId }, now);
  }

  /** The session's id; null for anything that is not wholly as issued here. */
  read(token: string, now: Date): string | null {
    const sid = this.tokens.read(token, now)?.sid;
    return typeof sid === 'string' && isUuid(sid) ? sid : null;
  }
}
