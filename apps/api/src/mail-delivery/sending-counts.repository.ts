import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import type { Transaction } from '../platform/database/data-source';
import { DAY_MS, type Slot } from './bulk-slots';

/** The second that a moment ($3) falls into, by its end: no mail counts for less than 24 hours. */
const END_OF_SECOND = `date_trunc('second', $3::timestamptz + interval '999 milliseconds')`;

/** Whom or what a mail counts against. */
export interface Counted {
  against: 'recipient' | 'inviter' | 'space' | 'bulk';
  who: string;
}

const dayBefore = (now: Date) => new Date(now.getTime() - DAY_MS);

export class SendingCountsRepository {
  /**
   * Notes one mail against each, and answers with what was counted against each in the 24 hours before. A connection adds to
   * its own row of this second, where nobody else writes and nobody has to wait.
   */
  async note(tx: Transaction, counted: Counted[], now: Date): Promise<number[]> {
    const rows = await tx.query<{ used: string }[]>(
      `WITH asked AS (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY a (against, who, position)),
         noted AS (INSERT INTO sending_counts AS c (against, who, at, count, counted_by)
           SELECT against, who, ${END_OF_SECOND}, 1, pg_backend_pid() FROM asked
           ON CONFLICT (against, who, at, counted_by) DO UPDATE SET count = c.count + 1)
       SELECT (SELECT coalesce(sum(c.count), 0) FROM sending_counts c
         WHERE c.against = a.against AND c.who = a.who AND c.at > $4) AS used
       FROM asked a ORDER BY a.position`,
      [counted.map(({ against }) => against), counted.map(({ who }) => who), now, dayBefore(now)]);
    return rows.map(({ used }) => Number(used));
  }

  /** Whoever counts against the same waits until this transaction ends. */
  async lock(tx: Transaction, counted: Counted[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('sending:' || k, 0)) FROM
         (SELECT DISTINCT k FROM unnest($1::text[]) k ORDER BY k) keys`,
      [counted.map(({ against, who }) => `${against}:${who}`)]);
  }

  /** When the last mail was that, with those after it, fills the limit; null where fewer were counted. */
  async filledSince(tx: Transaction, { against, who }: Counted, limit: number, now: Date): Promise<Date | null> {
    const [row] = await tx.query<{ at: Date }[]>(
      `SELECT at FROM (SELECT at, sum(count) OVER (ORDER BY at DESC) AS with_later FROM sending_counts
         WHERE against = $1 AND who = $2 AND at > $3) c
       WHERE with_later >= $4 ORDER BY at DESC LIMIT 1`, [against, who, dayBefore(now), limit]);
    return row?.at ?? null;
  }

  /** The same for many recipients at once. */
  async filledRecipients(tx: Transaction, recipients: string[], limit: number, now: Date): Promise<Map<string, Date>> {
    const rows = await tx.query<{ who: string; at: Date }[]>(
      `SELECT who, max(at) AS at FROM (
         SELECT who, at, sum(count) OVER (PARTITION BY who ORDER BY at DESC) AS with_later FROM sending_counts
         WHERE against = 'recipient' AND who = ANY($1) AND at > $2) c
       WHERE with_later >= $3 GROUP BY who`, [recipients, dayBefore(now), limit]);
    return new Map(rows.map(({ who, at }) => [who, at]));
  }

  /** What left, or waits to leave, by bulk from a project space. */
  async bulkSlots(tx: Transaction, projectSpaceId: string, now: Date): Promise<Slot[]> {
    const rows = await tx.query<{ at: Date; count: string }[]>(
      `SELECT at, sum(count) AS count FROM sending_counts WHERE against = 'bulk' AND who = $1 AND at > $2 GROUP BY at`,
      [projectSpaceId, dayBefore(now)]);
    return rows.map(({ at, count }) => ({ at: at.getTime(), count: Number(count) }));
  }

  async add(tx: Transaction, rows: (Counted & { at: Date; count: number })[]): Promise<void> {
    await tx.query(
      `INSERT INTO sending_counts (against, who, at, count) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[])`,
      [rows.map(({ against }) => against), rows.map(({ who }) => who), rows.map(({ at }) => at), rows.map(({ count }) => count)]);
  }

  async removeLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM sending_counts WHERE ctid IN (
         SELECT ctid FROM sending_counts WHERE at <= $1 LIMIT ${CLEANED_AT_ONCE})`, [dayBefore(now)]);
    return count;
  }
}
