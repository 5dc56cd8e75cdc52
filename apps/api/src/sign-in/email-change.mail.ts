import { type LanguageRepository } from '../mail-texts/language.repository';
import { mailTextsIn, momentIn } from '../mail-texts/mail-texts';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken } from '../platform/crypto/link-token';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type EmailChangeRepository } from './email-change.repository';

export const EMAIL_CHANGE_MAIL = 'email-change';
export const EMAIL_CHANGE_PURPOSE = 'email-change';

/** Writes the mail when it is sent; a link that was used or replaced meanwhile is not mailed any more. */
export class EmailChangeMail {
  constructor(
    private readonly changes: EmailChangeRepository,
    private readonly people: WebUserRepository,
    private readonly languages: LanguageRepository,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  readonly compose = async (mail: Mail): Promise<MailContent | null> => {
    const change = await this.changes.find(String(mail.params.emailChangeId));
    if (!change || change.endedAt || change.expiresAt <= this.clock.now()) return null;
    const person = await this.people.get(change.webUserId);
    const written = await this.languages.ofPerson(person.id);
    const { tag: language, emailChange: texts, hello, signInAt } = mailTextsIn(written);
    const token = linkToken(this.keys.get('link', change.keyId), EMAIL_CHANGE_PURPOSE, change.id, 1);
    return {
      language,
      subject: texts.subject,
      heading: texts.subject,
      paragraphs: [
        hello({ name: `${person.firstName} ${person.lastName}` }), texts.asked,
        texts.until({ until: momentIn(written, change.expiresAt) }),
      ],
      action: { label: texts.confirm, url: `${this.publicUrl}/confirm-email/${token}` },
      footer: [signInAt({ url: this.publicUrl })],
    };
  };
}
