import type { DataSource } from 'typeorm';
import { requirePermission } from '../access/access';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import { type AuditLog } from '../audit/audit-log.service';
import { type SendingLimits } from '../mail-delivery/sending-limits.service';
import { type Clock, daysAfter } from '../platform/clock';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { TWO_FACTOR_REMINDER_MAIL } from './two-factor-reminder.mail';
import { type TwoFactorReminderRepository } from './two-factor-reminder.repository';

/** Asks those for two-factor who lack it, before a project space requires it or after (TFA-3). */
export class TwoFactorReminderService {
  constructor(
    private readonly database: DataSource,
    private readonly reminders: TwoFactorReminderRepository,
    private readonly limits: SendingLimits,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Each member at most once a day, however often it is asked for; answers with how many are mailed. */
  async remind(actor: Actor, projectSpaceId: string): Promise<number> {
    const standing = requirePermission(actor, projectSpaceId, Permission.EDIT_PROJECT_SETTINGS);
    return await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const reminded = await this.reminders.take(tx, standing, now, daysAfter(now, -1));
      if (reminded.length === 0) return 0;
      const held = await this.limits.reserve(tx, projectSpaceId, reminded.map(({ email }) => email));
      await this.outbox.enqueueAll(tx, reminded.map(({ membershipId, email }, index) => ({
        kind: TWO_FACTOR_REMINDER_MAIL, recipient: email, params: { projectSpaceId, membershipId }, heldUntil: held[index],
      })));
      await this.audit.record(tx, actor, {
        projectSpaceId, action: 'two-factor.reminded', changes: [{ field: 'mailed', from: null, to: String(reminded.length) }],
      });
      return reminded.length;
    });
  }
}
