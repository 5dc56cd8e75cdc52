import { type LanguageRepository } from '../mail-texts/language.repository';
import { mailTextsIn } from '../mail-texts/mail-texts';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';

export const ANSWER_MAIL = 'invitation-answer';

interface AnswerParams {
  accepted: boolean;
  email: string;
  projectSpaceId: string;
  projectSpaceName: string;
  name: string;
}

/** Tells the inviter what became of an invitation (INV-11, INV-16). */
export function composeAnswer(languages: LanguageRepository, publicUrl: string) {
  return async (mail: Mail): Promise<MailContent> => {
    const { accepted, email, projectSpaceId, projectSpaceName: space, name } = mail.params as unknown as AnswerParams;
    const { tag: language, answer: texts, hello, signInAt } = mailTextsIn(await languages.ofSpace(projectSpaceId));
    const values = { email, space };
    return {
      language,
      subject: accepted ? texts.acceptedSubject(values) : texts.declinedSubject(values),
      heading: accepted ? texts.acceptedHeading(values) : texts.declinedHeading(values),
      paragraphs: [hello({ name }), accepted ? texts.accepted(values) : texts.declined(values)],
      footer: [signInAt({ url: publicUrl })],
    };
  };
}
