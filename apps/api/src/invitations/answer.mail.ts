import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';

export const ANSWER_MAIL = 'invitation-answer';

interface AnswerParams {
  accepted: boolean;
  email: string;
  projectSpaceName: string;
  name: string;
}

/** Tells the inviter what became of an invitation (INV-11, INV-16). */
export function composeAnswer(publicUrl: string) {
  return async (mail: Mail): Promise<MailContent> => {
    const { accepted, email, projectSpaceName, name } = mail.params as unknown as AnswerParams;
    const did = accepted ? 'accepted' : 'declined';
    return {
      subject: `${email} ${did} your invitation to ${projectSpaceName}`,
      heading: accepted ? `${email} has joined` : `${email} has declined`,
      paragraphs: [
        `Hello ${name},`,
        accepted
          ? `${email} accepted your invitation and is now a web user of ${projectSpaceName}.`
          : `${email} answered "Not for me" to your invitation to ${projectSpaceName}. The invitation has ended.`,
      ],
      footer: [`You sign in at ${publicUrl}`],
    };
  };
}
