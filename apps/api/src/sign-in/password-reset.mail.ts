import type { DataSource } from 'typeorm';
import { type LanguageRepository } from '../mail-texts/language.repository';
import { mailTextsIn, momentIn } from '../mail-texts/mail-texts';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken } from '../platform/crypto/link-token';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type PasswordResetRepository } from './password-reset.repository';

export const PASSWORD_RESET_MAIL = 'password-reset';

/** Writes the mail when it is sent; a link that was used or replaced meanwhile is not mailed any more. */
export class PasswordResetMail {
  constructor(
    private readonly database: DataSource,
    private readonly resets: PasswordResetRepository,
    private readonly people: WebUserRepository,
    private readonly languages: LanguageRepository,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  readonly compose = async (mail: Mail): Promise<MailContent | null> => {
    const id = String(mail.params.resetId);
    const reset = await this.resets.findById(this.database.manager, id);
    if (!reset || reset.usedAt || reset.expiresAt <= this.clock.now()) return null;
    const person = await this.people.get(reset.webUserId);
    const written = await this.languages.ofPerson(person.id);
    const { tag: language, passwordReset: texts, hello, signInAt } = mailTextsIn(written);
    const token = linkToken(this.keys.get('link', reset.keyId), 'password-reset', reset.id, 1);
    return {
      language,
      subject: texts.subject,
      heading: texts.heading,
      paragraphs: [
        hello({ name: `${person.firstName} ${person.lastName}` }), texts.forgotten,
        texts.until({ until: momentIn(written, reset.expiresAt) }),
      ],
      action: { label: texts.choose, url: `${this.publicUrl}/reset-password/${token}` },
      footer: [signInAt({ url: this.publicUrl })],
    };
  };
}
