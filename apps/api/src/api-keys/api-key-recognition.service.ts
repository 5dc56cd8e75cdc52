import type { ApiKeyActor } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import { AuditChannel } from '../access/channel';
import type { CookieJar } from '../access/context';
import type { Clock } from '../platform/clock';
import { unauthenticated } from '../platform/graphql/faults';
import { isSecretOf, readApiKey } from './api-key-secret';

const BEARER = /^bearer(?: +(.*))?$/i;

/** What `Authorization: Bearer …` holds; null where it is not of that kind. */
export function bearerIn(authorization: string | undefined): string | null {
  const found = BEARER.exec(authorization?.trim() ?? '');
  return found ? (found[1] ?? '') : null;
}

/** With a key, cookies neither count nor change (SIG-2). */
export const noCookies: CookieJar = { get: () => undefined, set: () => undefined, clear: () => undefined };

/** Who asks by an API key. */
export class ApiKeyRecognition {
  constructor(private readonly actors: ActorRepository, private readonly clock: Clock) {}

  /** A key that is unknown, wrong, expired or revoked is not valid, and nothing says which (SIG-2). */
  async recognize(bearer: string, userAgent: string | null): Promise<ApiKeyActor> {
    const now = this.clock.now();
    const shown = readApiKey(bearer);
    const row = shown && (await this.actors.findKey(shown.prefix, now));
    if (!shown || !row || !isSecretOf(row.secretHash, shown.secret)) {
      throw unauthenticated('This API key is not valid. It may have expired or been revoked: ask whoever gave it to you.');
    }
    await this.actors.noteKeyUse(row, now);
    const { secretHash: _secret, lastUsedAt: _used, ...key } = row;
    return { ...key, kind: 'api-key', channel: AuditChannel.API, userAgent };
  }
}
