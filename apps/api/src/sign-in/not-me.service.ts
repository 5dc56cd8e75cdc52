import type { DataSource } from 'typeorm';
import { refuseApiKeys } from '../access/access';
import type { Actor } from '../access/actor';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { type SecurityNotice, SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import { type TwoFactorResetService } from '../two-factor/two-factor-reset.service';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type EmailChangeRepository } from './email-change.repository';
import { type EmailChangeService } from './email-change.service';
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
    private readonly emailChanges: EmailChangeService,
    private readonly emailChangeRows: EmailChangeRepository,
    private readonly twoFactorResets: TwoFactorResetService,
    private readonly throttles: Throttles,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Ends all that somebody else may know or have begun, undoes what they changed, and mails a link to choose a new password. */
  async report({ client, actor }: RequestContext, token: string): Promise<void> {
    refuseApiKeys(actor);
    const notice = await this.notices.find(token);
    const isDone = notice && (await this.database.transaction(async (tx) => await this.winBack(tx, actor, notice)));
    if (isDone) return;
    await this.throttles.link.count(client);
    throw new TokenInvalid();
  }

  /** False where the link was used meanwhile. All is held before any is ended, so that nothing under way is told elsewhere afterwards. */
  private async winBack(tx: Transaction, actor: Actor, notice: SecurityNotice): Promise<boolean> {
    const { webUserId, recipient } = notice;
    const { username } = await this.people.get(webUserId, tx);
    await this.people.lockAddresses(tx, recipient, username);
    await this.twoFactorResets.hold(tx, webUserId);
    const person = await this.people.lock(tx, webUserId);
    const disowned = person ? await this.notices.disown(tx, notice) : [];
    if (!person || disowned.length === 0) return false;
    const now = this.clock.now();
    await this.sessions.endAll(tx, webUserId, now);
    await this.emailChangeRows.endAll(tx, webUserId, now);
    await this.people.setPassword(tx, webUserId, null);
    await this.audit.recordSecurity(tx, webUserId, 'not-me.reported', actor.userAgent);
    await this.takeMailBack(tx, actor, person, recipient);
    for (const { kind, createdAt } of disowned) {
      if (kind !== SecurityNoticeKind.TWO_FACTOR_ENABLED) continue;
      await this.twoFactorResets.takeBack(tx, { id: webUserId, email: recipient }, createdAt, actor.userAgent);
    }
    await this.resets.mailLink(tx, webUserId, recipient);
    return true;
  }

  /** Else the next reset link would go to whoever moved the mail. They are not told: their notice would win it back for them. */
  private async takeMailBack(tx: Transaction, actor: Actor, person: WebUser, recipient: string): Promise<void> {
    if (person.email === recipient || !(await this.emailChanges.move(tx, actor, person, recipient))) return;
    await this.audit.recordSecurity(tx, person.id, 'email.restored', actor.userAgent);
  }
}
