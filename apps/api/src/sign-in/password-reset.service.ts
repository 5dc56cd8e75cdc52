import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type AuditLog } from '../audit/audit-log.service';
import { refuseApiKeys } from '../access/access';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken, linkTokenHash } from '../platform/crypto/link-token';
import type { Transaction } from '../platform/database/data-source';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { noSooner } from '../platform/no-sooner';
import { Attempt } from '../platform/throttle/attempt';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import { parseEmailAddress } from '../web-users/email-address';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type EmailChangeRepository } from './email-change.repository';
import { type PasswordHasher } from './password-hasher';
import { refusalOfPassword } from './password-policy';
import { PASSWORD_RESET_MAIL } from './password-reset.mail';
import { type PasswordResetRepository } from './password-reset.repository';
import { TokenInvalid, WeakPassword } from './sign-in.errors';
import { type SessionRepository } from './session.repository';

const HOUR_MS = 60 * 60 * 1000;
/** Longer than it takes to write a link and its mail. */
export const ANSWER_MS = 100;

/** Forgotten passwords: a mailed single-use link, valid one hour (SIG-4). */
export class PasswordResetService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly resets: PasswordResetRepository,
    private readonly emailChanges: EmailChangeRepository,
    private readonly sessions: SessionRepository,
    private readonly passwords: PasswordHasher,
    private readonly throttles: Throttles,
    private readonly notices: SecurityNotices,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Answers alike, and after the same time, whether or not the account exists. */
  async request(context: RequestContext, email: string): Promise<void> {
    refuseApiKeys(context.actor);
    const parsed = parseEmailAddress(email);
    const attempt = new Attempt(
      [this.throttles.resetClient, context.client],
      [this.throttles.resetAddress, 'address' in parsed ? parsed.address : email]);
    await attempt.count();
    await noSooner(ANSWER_MS, this.mailWhereKnown(context, 'address' in parsed ? parsed.address : null));
  }

  private async mailWhereKnown({ actor }: RequestContext, address: string | null): Promise<void> {
    const known = address && (await this.people.findByAddress(address));
    if (!known) return;
    await this.database.transaction(async (tx) => {
      const person = await this.people.lock(tx, known.id);
      if (!person || person.deactivated) return;
      await this.mailLink(tx, person.id, person.email);
      await this.audit.recordSecurity(tx, person.id, 'password-reset.requested', actor.userAgent);
    });
  }

  /** Mails a single-use link that sets the person's password, in place of any earlier one. */
  async mailLink(tx: Transaction, webUserId: string, recipient: string): Promise<void> {
    const { id } = await this.newLink(tx, webUserId, 1);
    await this.outbox.enqueue(tx, { kind: PASSWORD_RESET_MAIL, recipient, params: { resetId: id } });
  }

  /** A single-use link that sets the person's password, in place of any earlier one. */
  async newLink(tx: Transaction, webUserId: string, hours: number): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const { id: keyId, key } = this.keys.current('link');
    const createdAt = this.clock.now();
    const token = linkToken(key, 'password-reset', id, 1);
    await this.resets.add(tx, {
      id, webUserId, tokenHash: linkTokenHash(token), keyId, createdAt,
      expiresAt: new Date(createdAt.getTime() + hours * HOUR_MS), usedAt: null,
    });
    return { id, token };
  }

  /** Sets the password, once per link, ends every session and calls off a change of e-mail; the owner is let in again whatever others tried. */
  async reset(context: RequestContext, token: string, newPassword: string): Promise<void> {
    refuseApiKeys(context.actor);
    const tokenHash = linkTokenHash(token);
    const reset = await this.resets.findUsable(this.database.manager, tokenHash, this.clock.now());
    if (!reset) {
      await this.throttles.link.count(context.client);
      throw new TokenInvalid();
    }
    const person = await this.people.get(reset.webUserId);
    const weakness = refusalOfPassword(newPassword, person);
    if (weakness) throw new WeakPassword(weakness, 'newPassword');
    const passwordHash = await this.passwords.hash(newPassword);
    await this.database.transaction(async (tx) => {
      const present = (await this.people.lock(tx, person.id)) ?? person;
      if (!(await this.resets.use(tx, reset, this.clock.now()))) throw new TokenInvalid();
      await this.people.setPassword(tx, person.id, passwordHash);
      await this.sessions.endAll(tx, person.id, this.clock.now());
      await this.emailChanges.endAll(tx, person.id, this.clock.now());
      await this.audit.recordSecurity(tx, person.id, 'password.reset', context.actor.userAgent);
      await this.notices.tell(tx, present, SecurityNoticeKind.PASSWORD_CHANGED, context.actor.userAgent);
    });
    await this.throttles.signInAddress.forget(person.username, person.email);
  }
}
