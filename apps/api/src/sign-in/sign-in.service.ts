import type { DataSource } from 'typeorm';
import { refuseApiKeys, requireSignedIn } from '../access/access';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import { Attempt } from '../platform/throttle/attempt';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import { parseEmailAddress } from '../web-users/email-address';
import { refusalOfName } from '../web-users/person-name';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type SecondFactorService } from '../two-factor/second-factor.service';
import { refuseTogether } from '../platform/refusal';
import type { Transaction } from '../platform/database/data-source';
import { type ChallengeTokens } from './challenge-tokens';
import { type DeviceService } from './device.service';
import { type EmailChangeRepository } from './email-change.repository';
import { type PasswordConfirmation } from './password-confirmation.service';
import { type PasswordHasher } from './password-hasher';
import { refusalOfPassword } from './password-policy';
import { AccountDeactivated, ChallengeExpired, InvalidCredentials, WeakPassword, WrongPassword } from './sign-in.errors';
import { type PasswordResetRepository } from './password-reset.repository';
import { type SessionRepository } from './session.repository';
import { type SessionService } from './session.service';

export interface ProfileChange {
  firstName?: string | null;
  lastName?: string | null;
}

/** Who is in, or what is still missing. */
export interface SignedInOrChallenge {
  webUser: WebUser | null;
  /** To be answered with a code of the second factor. */
  challenge: string | null;
}

export class SignInService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly sessions: SessionService,
    private readonly sessionRows: SessionRepository,
    private readonly resets: PasswordResetRepository,
    private readonly emailChanges: EmailChangeRepository,
    private readonly passwords: PasswordHasher,
    private readonly confirmation: PasswordConfirmation,
    private readonly secondFactor: SecondFactorService,
    private readonly challenges: ChallengeTokens,
    private readonly throttles: Throttles,
    private readonly devices: DeviceService,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly supportContact: string | null,
  ) {}

  /** Wrong address and wrong password give the same answer after the same work, and count the same (SIG-3). */
  async signIn(context: RequestContext, email: string, password: string): Promise<SignedInOrChallenge> {
    refuseApiKeys(context.actor);
    const parsed = parseEmailAddress(email);
    const attempt = new Attempt(
      [this.throttles.signInClient, context.client],
      [this.throttles.signInAddress, 'address' in parsed ? parsed.address : email]);
    await attempt.refuseWhenSpent();
    const person = 'address' in parsed ? await this.people.findByAddress(parsed.address) : null;
    const isRight = await this.passwords.verify(password, person?.passwordHash ?? null, () => attempt.count());
    if (!person || !isRight) throw new InvalidCredentials('password');
    await attempt.forgive();
    if (person.deactivated) throw new AccountDeactivated(this.supportContact);
    if (this.passwords.needsRehash(person.passwordHash)) await this.rehash(person, password);
    if (person.twoFactorEnabled) return { webUser: null, challenge: this.challenges.issue(person, this.clock.now()) };
    return { webUser: await this.letIn(context, person), challenge: null };
  }

  /** The second step: a code of the device, or a backup code (TFA-1, TFA-2). */
  async answerChallenge(context: RequestContext, challenge: string, code: string): Promise<WebUser> {
    refuseApiKeys(context.actor);
    const id = this.challenges.personIn(challenge, this.clock.now());
    const person = id && (await this.people.find(id));
    const isOpen = person && person.twoFactorEnabled && this.challenges.isFor(challenge, person, this.clock.now());
    if (!isOpen) throw new ChallengeExpired();
    if (person.deactivated) throw new AccountDeactivated(this.supportContact);
    return await this.secondFactor.counting(person.id, async () =>
      await this.letIn(context, person, (tx) => this.secondFactor.require(tx, person.id, code)));
  }

  /** Begins a session, if the account is still what was asked for, and `lastly` refuses nothing. */
  private async letIn(
    context: RequestContext, person: WebUser, lastly?: (tx: Transaction) => Promise<void>,
  ): Promise<WebUser> {
    const { userAgent } = context.actor;
    const sessionId = await this.database.transaction(async (tx) => {
      await lastly?.(tx);
      if (!(await this.people.isStill(tx, person))) throw new ChallengeExpired();
      await this.devices.arrive(tx, person, context);
      await this.people.change(tx, person.id, { lastLogin: this.clock.now() });
      await this.audit.recordSecurity(tx, person.id, 'session.started', userAgent);
      return await this.sessions.begin(tx, person.id, context.cookies, userAgent);
    });
    const actor = await this.sessions.actorOf(sessionId, context.actor);
    if (actor) context.actor = actor;
    return await this.people.get(person.id);
  }

  private async rehash(person: WebUser, password: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.people.replaceHash(person, passwordHash);
    person.passwordHash = passwordHash;
  }

  async signOut(context: RequestContext): Promise<void> {
    refuseApiKeys(context.actor);
    await this.sessions.end(context.actor, context.cookies);
    const { channel, userAgent } = context.actor;
    context.actor = { kind: 'anonymous', channel, userAgent };
  }

  /** Refreshes explicitly; null where there is nothing to refresh. */
  async refresh(context: RequestContext): Promise<WebUser | null> {
    refuseApiKeys(context.actor);
    const actor = await this.sessions.refresh(context.cookies, context.actor);
    if (!actor) return null;
    context.actor = actor;
    return await this.people.get(actor.webUserId);
  }

  async viewer(context: RequestContext): Promise<WebUser | null> {
    const { actor } = context;
    return actor.kind === 'web-user' ? await this.people.get(actor.webUserId) : null;
  }

  async changeProfile(context: RequestContext, change: ProfileChange): Promise<WebUser> {
    const actor = requireSignedIn(context.actor);
    refuseTogether(
      change.firstName != null ? refusalOfName(change.firstName, 'First name', 'firstName') : null,
      change.lastName != null ? refusalOfName(change.lastName, 'Last name', 'lastName') : null);
    return await this.database.transaction(async (tx) => {
      const person = await this.people.get(actor.webUserId, tx);
      await this.people.change(tx, person.id, {
        firstName: change.firstName?.trim() ?? person.firstName, lastName: change.lastName?.trim() ?? person.lastName,
      });
      await this.audit.recordSecurity(tx, person.id, 'profile.changed', actor.userAgent);
      return await this.people.get(person.id, tx);
    });
  }

  /** Asks for the present password, and ends at once all other sessions (SIG-2), links that would set another and a change of e-mail under way. */
  async changePassword(context: RequestContext, currentPassword: string, newPassword: string): Promise<void> {
    const actor = requireSignedIn(context.actor);
    const person = await this.people.get(actor.webUserId);
    await this.confirmation.require(person, currentPassword, 'currentPassword');
    const weakness = refusalOfPassword(newPassword, person);
    if (weakness) throw new WeakPassword(weakness, 'newPassword');
    const passwordHash = await this.passwords.hash(newPassword);
    await this.database.transaction(async (tx) => {
      if (!(await this.people.isStill(tx, person))) throw new WrongPassword('currentPassword');
      await this.people.setPassword(tx, person.id, passwordHash);
      await this.sessionRows.endAll(tx, person.id, this.clock.now(), actor.sessionId);
      await this.resets.endAll(tx, person.id, this.clock.now());
      await this.emailChanges.endAll(tx, person.id, this.clock.now());
      await this.audit.recordSecurity(tx, person.id, 'password.changed', actor.userAgent);
      await this.notices.tell(tx, person, SecurityNoticeKind.PASSWORD_CHANGED, actor.userAgent);
    });
  }
}
