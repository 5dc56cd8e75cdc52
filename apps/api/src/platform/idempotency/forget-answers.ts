import type { Transaction } from '../database/data-source';
import { CLEANED_AT_ONCE } from '../jobs/daily';
import { keptSince } from './idempotent-request';

/** Answers that are kept no longer (API-3). */
export async function forgetAnswers(tx: Transaction, now: Date): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `DELETE FROM idempotent_answers WHERE (scope_id, key_hash) IN (
       SELECT scope_id, key_hash FROM idempotent_answers WHERE at <= $1 LIMIT ${CLEANED_AT_ONCE})`, [keptSince(now)]);
  return count;
}
