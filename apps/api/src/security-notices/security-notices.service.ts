import { randomUUID } from 'node:crypto';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken, linkTokenHash } from '../platform/crypto/link-token';
import type { Transaction } from '../platform/database/data-source';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import type { WebUser } from '../web-users/web-user.entity';
import type { SecurityNotice, SecurityNoticeKind } from './security-notice.entity';
import { SECURITY_NOTICE_MAIL, SECURITY_NOTICE_PURPOSE } from './security-notice.mail';
import { type SecurityNoticeRepository, type Told } from './security-notice.repository';

const NOTICE_DAYS = 30;

/** Tells people by mail what happened to their account (SIG-6). */
export class SecurityNotices {
  constructor(
    private readonly notices: SecurityNoticeRepository,
    private readonly outbox: MailOutbox,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of what is told. `email` is where the mail goes. */
  async tell(
    tx: Transaction, { id: webUserId, email: recipient }: Pick<WebUser, 'id' | 'email'>, kind: SecurityNoticeKind,
    userAgent: string | null,
  ): Promise<void> {
    const id = randomUUID();
    const { id: keyId, key } = this.keys.current('link');
    const createdAt = this.clock.now();
    const tokenHash = linkTokenHash(linkToken(key, SECURITY_NOTICE_PURPOSE, id, 1));
    await this.notices.add(tx, {
      id, webUserId, kind, recipient, userAgent, tokenHash, keyId, createdAt, expiresAt: daysAfter(createdAt, NOTICE_DAYS),
      usedAt: null,
    });
    await this.outbox.enqueue(tx, { kind: SECURITY_NOTICE_MAIL, recipient, params: { noticeId: id } });
  }

  /** The notice whose link says "this wasn't me", if it still works. */
  async find(token: string): Promise<SecurityNotice | null> {
    return await this.notices.findUsable(linkTokenHash(token), this.clock.now());
  }

  /**
   * All that was not them, once: what the notice told and what was told elsewhere since, at an address that is not theirs.
   * What was told before stays: whoever had the mail moved to themselves cannot end the notices of the one it was taken from.
   */
  async disown(tx: Transaction, notice: SecurityNotice): Promise<Told[]> {
    if (!(await this.notices.use(tx, notice, this.clock.now()))) return [];
    return [notice, ...(await this.notices.useLaterElsewhere(tx, notice, this.clock.now()))];
  }
}
