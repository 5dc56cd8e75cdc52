import type { DataSource } from 'typeorm';
import { requireSignedIn } from '../access/access';
import { NotFound } from '../access/access.errors';
import type { Actor } from '../access/actor';
import type { RequestContext } from '../access/context';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { isUuid } from '../platform/database/keyset';
import type { Session } from './session.entity';
import { type SessionRepository } from './session.repository';
import { type SignInService } from './sign-in.service';

export type OwnSession = Pick<Session, 'id' | 'userAgent' | 'startedAt' | 'lastUsedAt'> & { isCurrent: boolean };

/** A person's own sessions: listed, and ended one by one or all (SIG-2). */
export class OwnSessionsService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionRepository,
    private readonly signIn: SignInService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<OwnSession[]> {
    const { webUserId, sessionId } = requireSignedIn(actor);
    const open = await this.sessions.openOf(this.database.manager, webUserId, this.clock.now());
    return open.map(({ id, userAgent, startedAt, lastUsedAt }) => ({
      id, userAgent, startedAt, lastUsedAt, isCurrent: id === sessionId,
    }));
  }

  /** One of them, or all but the present one. Ending the present one is signing out. */
  async end(context: RequestContext, id: string | null): Promise<void> {
    const { webUserId, sessionId, userAgent } = requireSignedIn(context.actor);
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      if (id === null) await this.sessions.endAll(tx, webUserId, now, sessionId);
      else if (!isUuid(id) || !(await this.sessions.endOwn(tx, webUserId, id, now))) throw new NotFound('sessionId');
      await this.audit.recordSecurity(tx, webUserId, id === null ? 'sessions.ended' : 'session.ended', userAgent);
    });
    if (id === sessionId) await this.signIn.signOut(context);
  }
}
