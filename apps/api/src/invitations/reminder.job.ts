import type { PeriodicJob } from '../platform/jobs/periodic-jobs';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { REMINDER_MAIL } from './invitation.mail';
import { type ReminderRepository } from './reminder.repository';

/** Reminds 15 days and 1 day before the end, with the same link and the same end (INV-5). */
export function reminderJob(reminders: ReminderRepository, outbox: MailOutbox): PeriodicJob {
  return {
    name: 'reminders',
    everySeconds: 60,
    async work(tx, now) {
      const { due, hasMore } = await reminders.take(tx, now);
      await outbox.enqueueAll(tx, due.map(({ email, projectSpaceId, invitationId, sending }) => ({
        kind: REMINDER_MAIL, recipient: email, params: { projectSpaceId, invitationId, sending },
      })));
      return hasMore;
    },
  };
}
