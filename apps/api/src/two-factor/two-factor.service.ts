import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { requireSignedIn } from '../access/access';
import type { Actor, SignedIn } from '../access/actor';
import type { RequestContext } from '../access/context';
import type { Throttles } from '../access/throttles';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { Attempt } from '../platform/throttle/attempt';
import { SecurityNoticeKind } from '../security-notices/security-notice.entity';
import { type SecurityNotices } from '../security-notices/security-notices.service';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { type SecondFactorRepository } from './second-factor.repository';
import { type SecondFactorService } from './second-factor.service';
import { newTotpSecret, otpauthUri } from './totp';
import { alreadyOn, InvalidCode, notBegun, WrongPassword } from './two-factor.errors';

/** What signing in, a later feature, does for this one. */
export interface Passwords {
  verify(password: string, stored: string | null, admit?: () => Promise<void>): Promise<boolean>;
}

export interface Sessions {
  /** Who asks, read anew: what they are may have changed with their second factor (TFA-3). */
  actorOf(sessionId: string, visit: Pick<SignedIn, 'channel' | 'userAgent'>): Promise<SignedIn | null>;
  endAll(tx: Transaction, webUserId: string, now: Date, exceptId?: string | null): Promise<void>;
}

export interface TwoFactorStatus {
  enabled: boolean;
  backupCodesLeft: number;
}

const { TWO_FACTOR_ENABLED, TWO_FACTOR_DISABLED, BACKUP_CODES_RENEWED } = SecurityNoticeKind;

/** What each change is called where it is recorded. */
const ACTIONS = {
  [TWO_FACTOR_ENABLED]: 'two-factor.enabled', [TWO_FACTOR_DISABLED]: 'two-factor.disabled',
  [BACKUP_CODES_RENEWED]: 'two-factor.codes-renewed',
} as const;

/** A person's own second factor: set up, turned off, backup codes made anew (TFA-1, TFA-2, TFA-4). */
export class TwoFactorService {
  constructor(
    private readonly database: DataSource,
    private readonly people: WebUserRepository,
    private readonly factors: SecondFactorRepository,
    private readonly secondFactor: SecondFactorService,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttles: Throttles,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async statusOf(actor: Actor): Promise<TwoFactorStatus> {
    const { webUserId } = requireSignedIn(actor);
    const { manager } = this.database;
    const factor = await this.factors.find(manager, webUserId);
    return {
      enabled: factor !== null && factor.confirmedAt !== null,
      backupCodesLeft: await this.factors.countBackupCodes(manager, webUserId),
    };
  }

  /** A new secret, for the authenticator to take; nothing asks for it until one code has been confirmed. */
  async beginSetup(actor: Actor): Promise<{ secret: string; otpauthUri: string }> {
    const { webUserId, username } = requireSignedIn(actor);
    const secret = newTotpSecret();
    const isBegun = await this.factors.begin(this.database.manager, {
      webUserId, secretId: randomUUID(), ...this.secondFactor.sealedFor(webUserId, secret), createdAt: this.clock.now(),
      confirmedAt: null,
    });
    if (!isBegun) throw alreadyOn();
    return { secret, otpauthUri: otpauthUri(secret, username) };
  }

  /** From then on the project spaces are open that require it (TFA-3), and to no other session, which began without a code. */
  async confirmSetup(context: RequestContext, code: string): Promise<{ backupCodes: string[]; webUser: WebUser }> {
    const signedIn = requireSignedIn(context.actor);
    const { webUserId } = signedIn;
    const done = await this.database.transaction(async (tx) => {
      const factor = await this.factors.find(tx, webUserId);
      if (!factor) throw notBegun();
      if (factor.confirmedAt) throw alreadyOn();
      if (!(await this.secondFactor.isTotp(tx, factor, code))) throw new InvalidCode();
      if (!(await this.factors.confirm(tx, factor, this.clock.now()))) throw notBegun();
      const backupCodes = await this.secondFactor.newBackupCodes(tx, webUserId);
      return { backupCodes, webUser: await this.noteAndEndOthers(tx, signedIn, TWO_FACTOR_ENABLED) };
    });
    await this.readAnew(context, signedIn);
    return done;
  }

  /** Asks for the password and the factor, and ends the other sessions; the project spaces that require it close (TFA-3). */
  async disable(context: RequestContext, password: string, code: string): Promise<WebUser> {
    const signedIn = requireSignedIn(context.actor);
    const { webUserId } = signedIn;
    const person = await this.people.get(webUserId);
    const attempt = new Attempt([this.throttles.password, webUserId]);
    const isRight = await this.passwords.verify(password, person.passwordHash, () => attempt.count());
    if (!isRight) throw new WrongPassword();
    await attempt.forgive();
    const webUser = await this.withCode(webUserId, code, async (tx) => {
      await this.factors.remove(tx, webUserId);
      return await this.noteAndEndOthers(tx, signedIn, TWO_FACTOR_DISABLED);
    });
    await this.readAnew(context, signedIn);
    return webUser;
  }

  /** Asks for the factor, and ends the other sessions; the former codes no longer work. */
  async regenerateBackupCodes(actor: Actor, code: string): Promise<string[]> {
    const signedIn = requireSignedIn(actor);
    return await this.withCode(signedIn.webUserId, code, async (tx) => {
      const backupCodes = await this.secondFactor.newBackupCodes(tx, signedIn.webUserId);
      await this.noteAndEndOthers(tx, signedIn, BACKUP_CODES_RENEWED);
      return backupCodes;
    });
  }

  private async readAnew(context: RequestContext, { sessionId, channel, userAgent }: SignedIn): Promise<void> {
    context.actor = (await this.sessions.actorOf(sessionId, { channel, userAgent })) ?? { kind: 'anonymous', channel, userAgent };
  }

  private async withCode<T>(webUserId: string, code: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return await this.secondFactor.counting(webUserId, async () => await this.database.transaction(async (tx) => {
      await this.secondFactor.require(tx, webUserId, code);
      return await work(tx);
    }));
  }

  private async noteAndEndOthers(tx: Transaction, actor: SignedIn, change: keyof typeof ACTIONS): Promise<WebUser> {
    await this.sessions.endAll(tx, actor.webUserId, this.clock.now(), actor.sessionId);
    return await this.note(tx, actor, change);
  }

  private async note(tx: Transaction, { webUserId, userAgent }: SignedIn, change: keyof typeof ACTIONS): Promise<WebUser> {
    const person = await this.people.get(webUserId, tx);
    await this.audit.recordSecurity(tx, webUserId, ACTIONS[change], userAgent);
    await this.notices.tell(tx, person, change, userAgent);
    return person;
  }
}
