import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type AuditLog } from '../audit/audit-log.service';
import { refuseApiKeys } from '../access/access';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken, linkTokenHash } from '../platform/crypto/link-token';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { Attempt } from '../platform/throttle/attempt';
import { parseEmailAddress } from '../web-users/email-address';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type PasswordHasher } from './password-hasher';
import { refusalOfPassword } from './password-policy';
import { PASSWORD_RESET_MAIL } from './password-reset.mail';
import { type PasswordResetRepository } from './password-reset.repository';
import { TokenInvalid, WeakPassword } from './sign-in.errors';
import { type SessionRepository } from './session.repository';

const HOUR_MS = 60 * 60 * 1000;

/** Forgotten passwords: a mailed single-use link, valid one hour (SIG-4). */
export class PasswordResetService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly resets: PasswordResetRepository,
    private readonly sessions: SessionRepository,
    private readonly passwords: PasswordHasher,
    private readonly throttles: Throttles,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Answers alike whether or not the account exists. */
  async request(context: RequestContext, email: string): Promise<void> {
    refuseApiKeys(context.actor);
    const parsed = parseEmailAddress(email);
    const attempt = new Attempt(
      [this.throttles.resetClient, context.client],
      [this.throttles.resetAddress, 'address' in parsed ? parsed.address : email]);
    await attempt.count();
    const person = 'address' in parsed ? await this.people.findByAddress(parsed.address) : null;
    if (!person || person.deactivated) return;
    const id = randomUUID();
    const { id: keyId, key } = this.keys.current('link');
    const createdAt = this.clock.now();
    await this.database.transaction(async (tx) => {
      await this.resets.add(tx, {
        id, webUserId: person.id, tokenHash: linkTokenHash(linkToken(key, 'password-reset', id, 1)), keyId,
        createdAt, expiresAt: new Date(createdAt.getTime() + HOUR_MS), usedAt: null,
      });
      await this.outbox.enqueue(tx, { kind: PASSWORD_RESET_MAIL, recipient: person.email, params: { resetId: id } });
      await this.audit.recordSecurity(tx, person.id, 'password-reset.requested', context.actor.userAgent);
    });
  }

  /** Sets the password, once per link, and ends every session; the owner is let in again whatever others tried. */
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
      if (!(await this.resets.use(tx, reset, this.clock.now()))) throw new TokenInvalid();
      await this.people.setPassword(tx, person.id, passwordHash);
      await this.sessions.endAll(tx, person.id, this.clock.now());
      await this.audit.recordSecurity(tx, person.id, 'password.reset', context.actor.userAgent);
    });
    await this.throttles.signInAddress.forget(person.username, person.email);
  }
}
