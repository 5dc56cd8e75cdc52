import type { Transaction } from '../platform/database/data-source';

export interface Told {
  email: string;
  name: string;
}

const MOST_ADMINS = 20;
const DAY = '24 hours';

export class NewInvitationRequestRepository {
  /** Of any number that ask within a day, one is told of (INV-9). */
  async takeTurn(tx: Transaction, key: { projectSpaceId: string; id: string }, now: Date): Promise<boolean> {
    const [, count] = await tx.query<[unknown, number]>(
      `UPDATE invitations SET new_asked_at = $3 WHERE project_space_id = $1 AND id = $2
         AND (new_asked_at IS NULL OR new_asked_at <= $3::timestamptz - interval '${DAY}')`,
      [key.projectSpaceId, key.id, now]);
    return count > 0;
  }

  /** The inviter, or the admins where the inviter has left. */
  async whomToTell(tx: Transaction, projectSpaceId: string, inviterId: string | null): Promise<Told[]> {
    return await tx.query<Told[]>(
      `WITH people AS (
         SELECT u.id, u.email, u.first_name AS name, r.is_admin FROM memberships m
         JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
         JOIN web_users u ON u.id = m.web_user_id AND u.deactivated_at IS NULL
         WHERE m.project_space_id = $1 AND m.active AND (r.is_admin OR u.id = $2))
       SELECT email, name FROM people
       WHERE id = $2 OR (is_admin AND NOT EXISTS (SELECT 1 FROM people WHERE id = $2))
       ORDER BY email LIMIT ${MOST_ADMINS}`, [projectSpaceId, inviterId]);
  }
}
