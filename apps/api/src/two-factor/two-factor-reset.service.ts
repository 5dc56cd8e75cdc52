import type { DataSource } from 'typeorm';
import { NotFound } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { refusalOfNote } from '../access/support-note';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { refuseTogether } from '../platform/refusal';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type SecondFactorRepository } from './second-factor.repository';
import { notOn, OwnTwoFactor } from './two-factor.errors';
import type { Sessions } from './two-factor.service';

/** What signing in, a later feature, does for this one. */
export interface EmailChanges {
  endAll(tx: Transaction, webUserId: string, now: Date): Promise<void>;
}

export interface TwoFactorReset {
  webUserId: string;
  /** How support made sure who it is. */
  identityVerifiedBy: string;
  reason: string;
}

/** For a person who lost both device and backup codes (TFA-5, SUP-3), or whom somebody else shut out with a factor of theirs (SIG-6). */
export class TwoFactorResetService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly factors: SecondFactorRepository,
    private readonly sessions: Pick<Sessions, 'endAll'>,
    private readonly emailChanges: EmailChanges,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Takes the second factor away; support never sees or issues a code. The person is mailed, all their sessions end. */
  async reset(staff: Staff, { webUserId, identityVerifiedBy, reason }: TwoFactorReset): Promise<void> {
    refuseTogether(
      refusalOfNote(identityVerifiedBy, 'How identity was verified', 'identityVerifiedBy'),
      refusalOfNote(reason, 'The reason', 'reason'));
    if (webUserId === staff.webUserId) throw new OwnTwoFactor();
    await this.database.transaction(async (tx) => {
      const person = isUuid(webUserId) ? await this.people.find(webUserId, tx) : null;
      if (!person) throw new NotFound('webUserId');
      if (!(await this.factors.remove(tx, webUserId))) throw notOn();
      await this.sessions.endAll(tx, webUserId, this.clock.now());
      await this.emailChanges.endAll(tx, webUserId, this.clock.now());
      await this.audit.recordSupport(tx, staff, webUserId, 'two-factor.reset', reason.trim(), [
        { field: 'identityVerifiedBy', from: null, to: identityVerifiedBy.trim() },
      ]);
      await this.notices.tell(tx, person, SecurityNoticeKind.TWO_FACTOR_RESET, null);
    });
  }

  /** Until the transaction ends. Before the account is held: whoever gives a code takes them in this order, too. */
  async hold(tx: Transaction, webUserId: string): Promise<void> {
    await this.factors.lock(tx, webUserId);
  }

  /** Takes away the factor that was on by then, as the owner did not turn it on, and tells `email`. */
  async takeBack(tx: Transaction, owner: Pick<WebUser, 'id' | 'email'>, by: Date, userAgent: string | null): Promise<void> {
    if (!(await this.factors.removeOnBy(tx, owner.id, by))) return;
    await this.audit.recordSecurity(tx, owner.id, 'two-factor.disabled', userAgent);
    await this.notices.tell(tx, owner, SecurityNoticeKind.TWO_FACTOR_DISABLED, userAgent);
  }
}
