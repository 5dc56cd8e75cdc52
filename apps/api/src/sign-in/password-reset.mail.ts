import type { DataSource } from 'typeorm';
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
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  readonly compose = async (mail: Mail): Promise<MailContent | null> => {
    const id = String(mail.params.resetId);
    const reset = await this.resets.findById(this.database.manager, id);
    const key = reset && this.keys.byId('link', reset.keyId);
    if (!reset || !key || reset.usedAt || reset.expiresAt <= this.clock.now()) return null;
    const person = await this.people.get(reset.webUserId);
    const until = reset.expiresAt.toISOString().slice(11, 16);
    return {
      subject: 'Choose a new password for Usher',
      heading: 'Choose a new password',
      paragraphs: [
        `Hello ${person.firstName} ${person.lastName},`,
        'somebody, most likely you, said that the password of your Usher account is forgotten.',
        `The link works once, until ${until} UTC today. If it was not you, do nothing: your password stays as it is.`,
      ],
      action: {
        label: 'Choose a new password',
        url: `${this.publicUrl}/reset-password/${linkToken(key, 'password-reset', reset.id, 1)}`,
      },
      footer: [`You sign in at ${this.publicUrl}`],
    };
  };
}
