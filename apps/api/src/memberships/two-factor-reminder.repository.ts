import { insideCondition, type Viewer } from '../locations/area';
import { isBlocked } from '../mail-delivery/blocked-condition';
import type { Transaction } from '../platform/database/data-source';
import { allOf, Parameters } from '../platform/database/parameters';

export interface Reminded {
  membershipId: string;
  email: string;
}

/** Active members whom signing in asks for no second factor. */
const LACKS_TWO_FACTOR = 'm.active AND NOT u.two_factor_enabled AND u.deactivated_at IS NULL';

export class TwoFactorReminderRepository {
  /**
   * Notes the reminding of all who lack two-factor, where the viewer sees them and mail reaches them, and answers with
   * them. Whoever was reminded since is left out, also when two remind at the same moment.
   */
  async take(tx: Transaction, viewer: Viewer, now: Date, since: Date): Promise<Reminded[]> {
    const parameters = new Parameters();
    const space = parameters.add(viewer.projectSpaceId);
    const inside = insideCondition(viewer, parameters);
    const isSeen = inside && `(m.id = ${parameters.add(viewer.membershipId)} OR EXISTS (SELECT 1 FROM membership_locations t
      JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
      WHERE t.project_space_id = m.project_space_id AND t.membership_id = m.id AND ${inside}))`;
    const where = allOf(`m.project_space_id = ${space}`, LACKS_TWO_FACTOR, `NOT ${isBlocked('u.email')}`, isSeen);
    return await tx.query<Reminded[]>(
      `WITH lacking AS MATERIALIZED (
         SELECT m.id, u.email FROM memberships m JOIN web_users u ON u.id = m.web_user_id WHERE ${where}),
       due AS (
         INSERT INTO two_factor_reminders AS r (project_space_id, membership_id, reminded_at)
         SELECT ${space}::uuid, id, ${parameters.add(now)}::timestamptz FROM lacking ORDER BY id
         ON CONFLICT (project_space_id, membership_id) DO UPDATE SET reminded_at = excluded.reminded_at
           WHERE r.reminded_at <= ${parameters.add(since)}
         RETURNING membership_id)
       SELECT l.id AS "membershipId", l.email FROM due d JOIN lacking l ON l.id = d.membership_id`, parameters.values);
  }

  /** Whether there is still something to say to a member, and to whom. */
  async findLacking(tx: Transaction, projectSpaceId: string, membershipId: string): Promise<{ firstName: string } | null> {
    const [person] = await tx.query<{ firstName: string }[]>(
      `SELECT u.first_name AS "firstName" FROM memberships m JOIN web_users u ON u.id = m.web_user_id
       WHERE m.project_space_id = $1 AND m.id = $2 AND ${LACKS_TWO_FACTOR}`, [projectSpaceId, membershipId]);
    return person ?? null;
  }
}
