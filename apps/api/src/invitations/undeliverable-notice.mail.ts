import { type LanguageRepository } from '../mail-texts/language.repository';
import { mailTextsIn } from '../mail-texts/mail-texts';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type UndeliverableNoticeRepository } from './undeliverable-notice.repository';

export const UNDELIVERABLE_MAIL = 'invitations-undeliverable';

const MOST_LINES = 50;

/** Tells an inviter which of their invitations came back, all of an hour in one (EML-7). */
export function composeUndeliverable(
  notices: UndeliverableNoticeRepository, languages: LanguageRepository, publicUrl: string,
) {
  return async ({ params }: Mail): Promise<MailContent | null> => {
    const lines = await notices.linesOf(String(params.toldWith), MOST_LINES + 1);
    if (lines.length === 0) return null;
    const { tag: language, undeliverable: texts, signInAt } = mailTextsIn(await languages.ofPerson(String(params.inviterId)));
    return {
      language,
      subject: texts.subject,
      heading: texts.subject,
      paragraphs: [
        texts.cameBack, ...lines.slice(0, MOST_LINES).map((line) => texts.line(line)),
        ...(lines.length > MOST_LINES ? [texts.more] : []), texts.correct,
      ],
      footer: [signInAt({ url: publicUrl })],
    };
  };
}
