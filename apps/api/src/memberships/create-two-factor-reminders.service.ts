import type { DataSource } from 'typeorm';
import type { AuditLog } from '../audit/audit-log.service';
import type { SendingLimits } from '../mail-delivery/sending-limits.service';
import type { Clock } from '../platform/clock';
import type { MailOutbox } from '../platform/mail/mail-outbox';
import type { ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { composeTwoFactorReminder, TWO_FACTOR_REMINDER_MAIL } from './two-factor-reminder.mail';
import { TwoFactorReminderRepository } from './two-factor-reminder.repository';
import { TwoFactorReminderService } from './two-factor-reminder.service';

interface Surroundings {
  database: DataSource;
  clock: Clock;
  audit: AuditLog;
  outbox: MailOutbox;
  sendingLimits: SendingLimits;
  spaceRows: ProjectSpaceRepository;
  publicUrl: string;
}

/** Makes what reminds of two-factor, and what writes its mail. */
export function createTwoFactorReminders({ database, clock, audit, outbox, sendingLimits, spaceRows, publicUrl }: Surroundings) {
  const rows = new TwoFactorReminderRepository();
  return {
    twoFactorReminders: new TwoFactorReminderService(database, rows, sendingLimits, outbox, audit, clock),
    twoFactorReminderMail: { [TWO_FACTOR_REMINDER_MAIL]: composeTwoFactorReminder(database, rows, spaceRows, publicUrl) },
  };
}
