import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { counterStore } from './counter-store';
import { RateLimited } from './throttle.errors';

export interface Allowance {
  /** What is counted: each has counters of its own. */
  name: string;
  count: number;
  seconds: number;
}

const MS = 1000;

/** So that neither what was typed nor where from is kept. */
const keyOf = (who: string) => createHash('sha256').update(who).digest('base64url');

/** So many in a span of time, counted atomically in the database and so over all servers. */
export class Throttle {
  private readonly counters: RateLimiterPostgres;

  constructor(store: ReturnType<typeof counterStore>, { name, count, seconds }: Allowance) {
    this.counters = new RateLimiterPostgres({
      storeClient: store, storeType: 'client', tableName: 'throttle_counters', tableCreated: true, keyPrefix: name,
      points: count, duration: seconds,
    });
  }

  /** Refuses before any work where nothing is left. */
  async refuseWhenSpent(who: string): Promise<void> {
    const { counters } = this;
    const state = await counters.get(keyOf(who));
    if (state && state.consumedPoints >= counters.points) throw refusalOf(state);
  }

  /** Counts before the attempt, so that of any number at once no more get through than are allowed. */
  async count(who: string): Promise<void> {
    try {
      await this.counters.consume(keyOf(who));
    } catch (error) {
      throw error instanceof RateLimiterRes ? refusalOf(error) : error;
    }
  }

  /** The attempt succeeded: it is not held against anybody. */
  async forgive(who: string): Promise<void> {
    await this.counters.reward(keyOf(who));
  }

  /** Nothing that failed before is held against them any more. */
  async forget(...those: string[]): Promise<void> {
    await Promise.all(those.map((who) => this.counters.delete(keyOf(who))));
  }
}

const refusalOf = ({ msBeforeNext }: RateLimiterRes) => new RateLimited(Math.max(1, Math.ceil(msBeforeNext / MS)));
