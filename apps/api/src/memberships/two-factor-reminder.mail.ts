import type { DataSource } from 'typeorm';
import { mailTextsIn } from '../mail-texts/mail-texts';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type TwoFactorReminderRepository } from './two-factor-reminder.repository';

export const TWO_FACTOR_REMINDER_MAIL = 'two-factor-reminder';

/** Asks a member to set up two-factor; whoever has it by now, or has left, is asked nothing any more (TFA-3). */
export function composeTwoFactorReminder(
  database: DataSource, reminders: TwoFactorReminderRepository, spaces: ProjectSpaceRepository, publicUrl: string,
) {
  return async ({ params }: Mail): Promise<MailContent | null> => {
    const projectSpaceId = String(params.projectSpaceId);
    const person = await reminders.findLacking(database.manager, projectSpaceId, String(params.membershipId));
    if (!person) return null;
    const { name: space, language, requiresTwoFactor } = await spaces.get(database.manager, projectSpaceId);
    const { tag, twoFactorReminder: texts, hello, signInAt } = mailTextsIn(language);
    return {
      language: tag,
      subject: texts.subject({ space }),
      heading: texts.heading,
      paragraphs: [
        hello({ name: person.firstName }), requiresTwoFactor ? texts.required({ space }) : texts.asked({ space }), texts.how,
      ],
      action: { label: texts.setUp, url: `${publicUrl}/account` },
      footer: [signInAt({ url: publicUrl })],
    };
  };
}
