import type { DataSource } from 'typeorm';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import type { Transaction } from '../platform/database/data-source';
import type { DeliveryChange } from './invitation-delivery.repository';

export interface DueNotice {
  inviterId: string;
  recipient: string;
  toldWith: string;
}

export interface NoticeLine {
  email: string;
  space: string;
}

const INVITERS_AT_ONCE = 500;

export class UndeliverableNoticeRepository {
  constructor(private readonly database: DataSource) {}

  async add(tx: Transaction, changes: DeliveryChange[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO undeliverable_notices (project_space_id, inviter_id, email, noted_at)
       SELECT n.project_space_id, n.inviter_id, n.email, $4
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) n (project_space_id, inviter_id, email)`,
      [changes.map(({ projectSpaceId }) => projectSpaceId), changes.map(({ invitedById }) => invitedById),
        changes.map(({ email }) => email), now]);
  }

  /** Takes all that waits for inviters who were told nothing within the hour; whoever has left is told nothing any more. */
  async takeDue(tx: Transaction, now: Date): Promise<{ due: DueNotice[]; hasMore: boolean }> {
    const [rows] = await tx.query<[(Omit<DueNotice, 'toldWith'> & { toldWith: string | null })[], number]>(
      `WITH waiting AS (
         SELECT DISTINCT w.inviter_id FROM undeliverable_notices w WHERE w.told_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM undeliverable_notices t WHERE t.inviter_id = w.inviter_id AND t.told_with IS NOT NULL
             AND t.told_at > $1::timestamptz - interval '1 hour')
         ORDER BY w.inviter_id LIMIT ${INVITERS_AT_ONCE}),
       batch AS MATERIALIZED (SELECT inviter_id, gen_random_uuid() AS told_with FROM waiting)
       UPDATE undeliverable_notices n SET told_at = $1, told_with = CASE WHEN EXISTS (
           SELECT 1 FROM memberships m WHERE m.project_space_id = n.project_space_id AND m.web_user_id = n.inviter_id AND m.active
         ) AND u.deactivated_at IS NULL THEN b.told_with END
       FROM batch b JOIN web_users u ON u.id = b.inviter_id
       WHERE n.inviter_id = b.inviter_id AND n.told_at IS NULL
       RETURNING n.inviter_id AS "inviterId", u.email AS recipient, n.told_with AS "toldWith"`, [now]);
    const inviters = new Map(rows.flatMap(({ toldWith, ...row }) => (toldWith ? [[row.inviterId, { ...row, toldWith }] as const] : [])));
    return { due: [...inviters.values()], hasMore: new Set(rows.map(({ inviterId }) => inviterId)).size === INVITERS_AT_ONCE };
  }

  async linesOf(toldWith: string, limit: number): Promise<NoticeLine[]> {
    return await this.database.query<NoticeLine[]>(
      `SELECT n.email, p.name AS space FROM undeliverable_notices n JOIN project_spaces p ON p.id = n.project_space_id
       WHERE n.told_with = $1 GROUP BY n.email, p.name ORDER BY p.name, n.email LIMIT $2`, [toldWith, limit]);
  }

  async removeOld(tx: Transaction, before: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM undeliverable_notices WHERE (project_space_id, id) IN (
         SELECT project_space_id, id FROM undeliverable_notices WHERE told_at <= $1 LIMIT ${CLEANED_AT_ONCE})`, [before]);
    return count;
  }
}
