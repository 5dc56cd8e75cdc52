import type { DataSource } from 'typeorm';
import { refuseApiKeys } from '../access/access';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type EmailChangeRepository } from './email-change.repository';
import { type PasswordResetService } from './password-reset.service';
import { type SessionRepository } from './session.repository';
import { TokenInvalid } from './sign-in.errors';

/** "This wasn't me": the answer to a security notice (SIG-6). */
export class NotMeService {
  constructor(
    private readonly database: DataSource,
    private readonly notices: SecurityNotices,
    private readonly people: WebUserRepository,
    private readonly sessions: SessionRepository,
    private readonly resets: PasswordResetService,
    private readonly emailChanges: EmailChangeRepository,
    private readonly throttles: Throttles,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Ends all sessions, a change of e-mail under way and the password that somebody else may know, and mails a link to choose a new one. */
  async report({ client, actor }: RequestContext, token: string): Promise<void> {
    refuseApiKeys(actor);
    const isDone = await this.database.transaction(async (tx) => {
      const notice = await this.notices.disown(tx, token);
      if (!notice) return false;
      const { webUserId, recipient } = notice;
      await this.sessions.endAll(tx, webUserId, this.clock.now());
      await this.emailChanges.endAll(tx, webUserId, this.clock.now());
      await this.people.setPassword(tx, webUserId, null);
      await this.resets.mailLink(tx, webUserId, recipient);
      await this.audit.recordSecurity(tx, webUserId, 'not-me.reported', actor.userAgent);
      return true;
    });
    if (isDone) return;
    await this.throttles.link.count(client);
    throw new TokenInvalid();
  }
}
