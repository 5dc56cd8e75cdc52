import type { Transaction } from '../database/data-source';
import type { PeriodicJob } from './periodic-jobs';

const DAY = 24 * 60 * 60;

/** Few enough rows that a batch never nears a time-out. */
export const CLEANED_AT_ONCE = 5_000;

/** Clears away what has lapsed, a batch at a time; `clean` answers how many rows it took. */
export function daily(what: string, clean: (tx: Transaction, now: Date) => Promise<number>): PeriodicJob {
  return {
    name: `clean-up:${what}`, everySeconds: DAY, work: async (tx, now) => (await clean(tx, now)) === CLEANED_AT_ONCE,
  };
}
