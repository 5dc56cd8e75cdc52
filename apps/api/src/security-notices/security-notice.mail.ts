import { type LanguageRepository } from '../mail-texts/language.repository';
import { mailTextsIn, momentIn } from '../mail-texts/mail-texts';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken } from '../platform/crypto/link-token';
import type { MailContent } from '../platform/mail/mail-content';
import type { Mail } from '../platform/mail/mail.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { deviceName } from './device-name';
import { type SecurityNoticeRepository } from './security-notice.repository';

export const SECURITY_NOTICE_MAIL = 'security-notice';
export const SECURITY_NOTICE_PURPOSE = 'security-notice';

export class SecurityNoticeMail {
  constructor(
    private readonly notices: SecurityNoticeRepository,
    private readonly people: WebUserRepository,
    private readonly languages: LanguageRepository,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  readonly compose = async (mail: Mail): Promise<MailContent | null> => {
    const notice = await this.notices.find(String(mail.params.noticeId));
    if (!notice || notice.usedAt || notice.expiresAt <= this.clock.now()) return null;
    const person = await this.people.get(notice.webUserId);
    const written = await this.languages.ofPerson(person.id);
    const { tag: language, securityNotice: texts, hello, signInAt } = mailTextsIn(written);
    const token = linkToken(this.keys.get('link', notice.keyId), SECURITY_NOTICE_PURPOSE, notice.id, 1);
    return {
      language,
      subject: texts.subject,
      heading: texts.heading[notice.kind],
      paragraphs: [
        hello({ name: `${person.firstName} ${person.lastName}` }),
        texts.happened[notice.kind],
        texts.whenAndWhere({ at: momentIn(written, notice.createdAt), device: deviceName(notice.userAgent) ?? texts.anyDevice }),
        texts.notMeHelp({ until: momentIn(written, notice.expiresAt) }),
      ],
      action: { label: texts.notMe, url: `${this.publicUrl}/not-me/${token}` },
      footer: [signInAt({ url: this.publicUrl })],
    };
  };
}
