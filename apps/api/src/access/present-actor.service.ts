import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import type { Identified } from './actor';
import { type ActorRepository } from './actor.repository';

/** Who somebody is now who asked before and still listens: rights may be lost since, and sessions and keys end (ROL-6). */
export class PresentActors {
  constructor(
    private readonly database: DataSource, private readonly actors: ActorRepository, private readonly clock: Clock,
  ) {}

  /** Null once the session or key is no longer valid, or the account is deactivated. */
  async of(actor: Identified): Promise<Identified | null> {
    const now = this.clock.now();
    const { channel, userAgent } = actor;
    if (actor.kind === 'web-user') {
      const row = await this.actors.findBySession(actor.sessionId, now);
      return row && { channel, userAgent, ...row, kind: 'web-user' };
    }
    const row = await this.actors.findKeyById(this.database.manager, actor.apiKeyId, now);
    if (!row) return null;
    const { secretHash: _secret, lastUsedAt: _used, ...key } = row;
    return { channel, userAgent, ...key, kind: 'api-key' };
  }
}
