import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { refuseApiKeys, requireSignedIn } from '../access/access';
import { Invalid } from '../access/access.errors';
import type { Actor } from '../access/actor';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { linkToken, linkTokenHash } from '../platform/crypto/link-token';
import type { Transaction } from '../platform/database/data-source';
import { type MailOutbox } from '../platform/mail/mail-outbox';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import { type SecondFactorService } from '../two-factor/second-factor.service';
import { AddressTaken, refusalOfAddress } from '../web-users/address.errors';
import { parseEmailAddress } from '../web-users/email-address';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { EMAIL_CHANGE_MAIL, EMAIL_CHANGE_PURPOSE } from './email-change.mail';
import { type EmailChangeRepository } from './email-change.repository';
import { type PasswordConfirmation } from './password-confirmation.service';
import { type PasswordResetRepository } from './password-reset.repository';
import { TokenInvalid, WrongPassword } from './sign-in.errors';

/** What later features do when an account has another e-mail; registered in `services.ts`. */
type EmailHook = (tx: Transaction, actor: Actor, webUserId: string, former: string, present: string) => Promise<void>;

/** The owner changes where the account's mail goes (ADR-2). */
export class EmailChangeService {
  private readonly hooks: EmailHook[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly changes: EmailChangeRepository,
    private readonly resets: PasswordResetRepository,
    private readonly passwords: PasswordConfirmation,
    private readonly secondFactor: SecondFactorService,
    private readonly throttles: Throttles,
    private readonly notices: SecurityNotices,
    private readonly outbox: MailOutbox,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  onEmailChanged(hook: EmailHook): void {
    this.hooks.push(hook);
  }

  async pendingOf(actor: Actor): Promise<string | null> {
    return (await this.changes.findPending(requireSignedIn(actor).webUserId, this.clock.now()))?.email ?? null;
  }

  /** Mails a link to the new address and tells the present one; whether the new one is taken is not told here. */
  async request({ actor }: RequestContext, newEmail: string, password: string, code: string | null): Promise<void> {
    const { webUserId, userAgent } = requireSignedIn(actor);
    const parsed = parseEmailAddress(newEmail);
    if ('problem' in parsed) throw refusalOfAddress(parsed.problem, 'newEmail');
    const person = await this.people.get(webUserId);
    if (parsed.address === person.email) throw new Invalid('Your mail goes to this address already.', 'newEmail');
    await this.passwords.require(person, password, 'password');
    await this.throttles.emailChange.count(webUserId);
    await this.throttles.emailChange.count(parsed.address);
    const work = async () => await this.database.transaction(async (tx) => {
      if (person.twoFactorEnabled) await this.secondFactor.require(tx, webUserId, code ?? '');
      if (!(await this.people.isStill(tx, person))) throw new WrongPassword('password');
      await this.add(tx, webUserId, parsed.address);
      await this.notices.tell(tx, person, SecurityNoticeKind.EMAIL_CHANGE_REQUESTED, userAgent);
      await this.audit.recordSecurity(tx, webUserId, 'email-change.requested', userAgent);
    });
    await (person.twoFactorEnabled ? this.secondFactor.counting(webUserId, work) : work());
  }

  private async add(tx: Transaction, webUserId: string, email: string): Promise<void> {
    const id = randomUUID();
    const { id: keyId, key } = this.keys.current('link');
    const createdAt = this.clock.now();
    await this.changes.add(tx, {
      id, webUserId, email, tokenHash: linkTokenHash(linkToken(key, EMAIL_CHANGE_PURPOSE, id, 1)), keyId, createdAt,
      expiresAt: daysAfter(createdAt, 1), endedAt: null,
    });
    await this.outbox.enqueue(tx, { kind: EMAIL_CHANGE_MAIL, recipient: email, params: { emailChangeId: id } });
  }

  /** The link shows that the new address is theirs: mail goes there from now on, and the former address is told. */
  async confirm({ actor, client }: RequestContext, token: string): Promise<string> {
    refuseApiKeys(actor);
    const change = await this.changes.findUsable(linkTokenHash(token), this.clock.now());
    if (!change) {
      await this.throttles.link.count(client);
      throw new TokenInvalid();
    }
    const { webUserId, email } = change;
    await this.database.transaction(async (tx) => {
      const { username } = await this.people.get(webUserId, tx);
      await this.people.lockAddresses(tx, email, username);
      const person = await this.people.lock(tx, webUserId);
      if (!person || person.deactivated) throw new TokenInvalid();
      if (!(await this.changes.use(tx, change, this.clock.now()))) throw new TokenInvalid();
      if (!(await this.move(tx, actor, person, email))) throw new AddressTaken();
      await this.notices.tell(tx, person, SecurityNoticeKind.EMAIL_CHANGED, actor.userAgent);
      await this.audit.recordSecurity(tx, webUserId, 'email.changed', actor.userAgent);
    });
    return email;
  }

  /** For whoever holds the addresses and the account; false where somebody else has the address. Links mailed to the former one end. */
  async move(tx: Transaction, actor: Actor, person: WebUser, email: string): Promise<boolean> {
    if (!(await this.people.moveMail(tx, person, email))) return false;
    await this.resets.endAll(tx, person.id, this.clock.now());
    for (const hook of this.hooks) await hook(tx, actor, person.id, person.email, email);
    return true;
  }
}
