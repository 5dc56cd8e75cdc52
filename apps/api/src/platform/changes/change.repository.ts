import type { DataSource } from 'typeorm';
import type { Transaction } from '../database/data-source';
import { CLEANED_AT_ONCE } from '../jobs/daily';

/** What a statement changed in one project space; written by triggers, in the transaction of the change itself. */
export interface Change {
  id: string;
  projectSpaceId: string;
  matter: string;
  subjectIds: string[];
}

/** How far somebody has read: every transaction before `since` had ended when they looked, and of later ones they saw `seen`. */
export interface Place {
  since: string;
  seen: ReadonlySet<string>;
}

export class ChangeRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * What became visible since. Transactions end in another order than they begin, so what belongs to the oldest that was
   * still open is read again, and left out where it was seen: nothing is missed, and nobody waits for anybody.
   */
  async after(place: Place | null, projectSpaceIds: string[]): Promise<{ place: Place; changes: Change[] }> {
    const [row] = await this.database.query<[{ since: string; changes: Change[] }]>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS since, coalesce((
         SELECT json_agg(json_build_object('id', c.id::text, 'projectSpaceId', c.project_space_id, 'matter', c.matter,
           'subjectIds', c.subject_ids) ORDER BY c.id)
         FROM changes c WHERE c.project_space_id = ANY($2::uuid[])
           AND c.transaction_id >= coalesce($1::xid8, pg_snapshot_xmin(pg_current_snapshot()))), '[]') AS changes`,
      [place?.since ?? null, projectSpaceIds]);
    const unseen = row.changes.filter(({ id }) => !place?.seen.has(id));
    return { place: { since: row.since, seen: new Set(row.changes.map(({ id }) => id)) }, changes: place ? unseen : [] };
  }

  /** Long after everybody has read them. */
  async removeOld(tx: Transaction): Promise<boolean> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM changes WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM changes WHERE changed_at < now() - interval '10 minutes' LIMIT $1))`, [CLEANED_AT_ONCE]);
    return count === CLEANED_AT_ONCE;
  }
}
