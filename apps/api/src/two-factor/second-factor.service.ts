import type { Throttles } from '../access/throttles';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { seal, type Sealed, unseal } from '../platform/crypto/sealed';
import type { Transaction } from '../platform/database/data-source';
import { Attempt } from '../platform/throttle/attempt';
import { hashOfBackupCode, newBackupCodes } from './backup-codes';
import type { SecondFactor } from './second-factor.entity';
import { type SecondFactorRepository } from './second-factor.repository';
import { OLDEST_STEP, stepOfCode } from './totp';
import { InvalidCode } from './two-factor.errors';

/** Asks for a code, wherever one is asked for: each counts once, whichever server it comes to (TFA-1, TFA-2). */
export class SecondFactorService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly throttles: Throttles,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Around whatever requires a code: wrong ones count per person, wherever they are given (TFA-4). */
  async counting<T>(webUserId: string, work: () => Promise<T>): Promise<T> {
    const attempt = new Attempt([this.throttles.secondFactor, webUserId]);
    await attempt.count();
    const done = await work();
    await attempt.forgive();
    return done;
  }

  sealedFor(webUserId: string, secret: string): Sealed {
    return seal(this.keys, 'second-factor', webUserId, secret);
  }

  /** Uses up a code of the authenticator or a backup code of a person who has two-factor, or refuses it. */
  async require(tx: Transaction, webUserId: string, typed: string): Promise<void> {
    const factor = await this.factors.find(tx, webUserId);
    const isRight = factor !== null && factor.confirmedAt !== null
      && ((await this.isTotp(tx, factor, typed))
        || (await this.factors.useBackupCode(tx, webUserId, hashOfBackupCode(typed))));
    if (!isRight) throw new InvalidCode();
  }

  /** Whether it is a code of this secret that nobody has used before; a secret under an older key moves to the present one. */
  async isTotp(tx: Transaction, factor: SecondFactor, typed: string): Promise<boolean> {
    const secret = unseal(this.keys, 'second-factor', factor.webUserId, factor);
    const step = stepOfCode(secret, typed.replace(/\s/g, ''), this.clock.now());
    if (step === null || !(await this.factors.useStep(tx, factor, step, step - OLDEST_STEP))) return false;
    if (factor.keyId !== this.keys.current('second-factor').id) {
      await this.factors.reseal(tx, factor, this.sealedFor(factor.webUserId, secret));
    }
    return true;
  }

  /** Puts secrets that lie under older keys under the newest; how many, at most so many at once. */
  readonly moveToNewestKey = async (tx: Transaction, most: number): Promise<number> => {
    const found = await this.factors.underOlderKeys(tx, this.keys.ids, most);
    for (const factor of found) {
      const secret = unseal(this.keys, 'second-factor', factor.webUserId, factor);
      await this.factors.reseal(tx, factor, this.sealedFor(factor.webUserId, secret));
    }
    return found.length;
  };

  /** Ten new codes in place of those there were; shown this once. */
  async newBackupCodes(tx: Transaction, webUserId: string): Promise<string[]> {
    const codes = newBackupCodes();
    await this.factors.replaceBackupCodes(tx, webUserId, codes.map(hashOfBackupCode));
    return codes;
  }
}
