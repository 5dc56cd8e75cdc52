import { idempotencyInProgress, idempotencyKeyReused, idempotencyLost } from '../graphql/faults';
import type { GuardedTransaction } from './guarded-transaction';
import type { Claimed } from './idempotency-key';

const KEPT_HOURS = 24;
const PATIENCE = '10s';
const LOCK_NOT_AVAILABLE = '55P03';

interface Stored {
  fingerprint: Buffer;
  answer: object;
  standing: object | null;
}

type Found = { [Part in keyof Stored]: Stored[Part] | null } & { isFirst: boolean };

/** What is asked, and by somebody who can do what. */
export interface Asked {
  fingerprint: Buffer;
  standing: object;
  holdsStill: (then: object) => boolean;
}

export const keptSince = (now: Date) => new Date(now.getTime() - KEPT_HOURS * 60 * 60 * 1000);

/** One request with an Idempotency-Key, from its claim to its stored answer. */
export class IdempotentRequest {
  constructor(
    private readonly transaction: GuardedTransaction, private readonly claimed: Claimed, private readonly asked: Asked,
    private readonly now: Date,
  ) {}

  /** The answer that was given already; null where this request is the first. Another that is at it is waited for. */
  async claim(): Promise<object | null> {
    const found = await this.transaction.begin<Found>(
      `SELECT pg_try_advisory_xact_lock(${this.claimed.lock}) AS "isFirst", a.fingerprint, a.answer, a.standing
       FROM (SELECT) one LEFT JOIN idempotent_answers a ON ${this.condition()}`);
    if (found?.fingerprint && found.answer) {
      return this.checked({ fingerprint: found.fingerprint, answer: found.answer, standing: found.standing });
    }
    return found?.isFirst ? null : await this.waitForOther();
  }

  /** Writes the answer with the change; where another was first after all, takes the change back and gives that one's answer. */
  async store(answer: object): Promise<object> {
    const { scopeId, keyHash } = this.claimed;
    const [kept] = await this.transaction.runner.manager.query<unknown[]>(
      `INSERT INTO idempotent_answers AS a (scope_id, key_hash, fingerprint, answer, at, standing) VALUES ($1, $2, $3, $4, $5, $7)
       ON CONFLICT (scope_id, key_hash) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, answer = EXCLUDED.answer, at = EXCLUDED.at,
         standing = EXCLUDED.standing
       WHERE a.at <= $6 RETURNING 1`,
      [scopeId, keyHash, this.asked.fingerprint, JSON.stringify(answer), this.now, keptSince(this.now), JSON.stringify(this.asked.standing)]);
    if (kept) {
      await this.transaction.commit();
      return answer;
    }
    await this.transaction.rollback();
    const stored = await this.find();
    if (!stored) throw idempotencyInProgress();
    return stored;
  }

  async takeBack(): Promise<void> {
    await this.transaction.rollback();
  }

  private async waitForOther(): Promise<object | null> {
    const { runner } = this.transaction;
    try {
      await runner.query(`SET LOCAL lock_timeout = '${PATIENCE}'`);
      await runner.query(`SELECT pg_advisory_xact_lock(${this.claimed.lock})`);
      await runner.query('SET LOCAL lock_timeout TO DEFAULT');
    } catch (error) {
      const { code } = (error as { driverError?: { code?: string } }).driverError ?? {};
      throw code === LOCK_NOT_AVAILABLE ? idempotencyInProgress() : error;
    }
    return await this.find();
  }

  private async find(): Promise<object | null> {
    const [stored] = await this.transaction.runner.manager.query<Stored[]>(
      `SELECT a.fingerprint, a.answer, a.standing FROM idempotent_answers a WHERE ${this.condition()}`);
    return stored ? this.checked(stored) : null;
  }

  /** ROL-6: what somebody was told by a right that they have lost is not told again. */
  private checked({ fingerprint, answer, standing }: Stored): object {
    if (!fingerprint.equals(this.asked.fingerprint)) throw idempotencyKeyReused();
    if (standing && !this.asked.holdsStill(standing)) throw idempotencyLost();
    return answer;
  }

  /** Of digits and hexadecimal letters only, since the message that begins a transaction takes no parameters. */
  private condition(): string {
    const { scopeId, keyHash } = this.claimed;
    const scope = Buffer.from(scopeId.replaceAll('-', ''), 'hex').toString('hex');
    return `a.scope_id = '${scope}'::uuid AND a.key_hash = '\\x${keyHash.toString('hex')}'::bytea
      AND a.at > to_timestamp(${keptSince(this.now).getTime()} / 1000.0)`;
  }
}
