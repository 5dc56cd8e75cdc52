import type { Transaction } from '../platform/database/data-source';

export interface DueReminder {
  projectSpaceId: string;
  invitationId: string;
  email: string;
  sending: number;
}

const AT_ONCE = 500;

export class ReminderRepository {
  /**
   * Takes the reminders that are due: each once, for the row is planned anew with it. One whose time came while the
   * project space had them switched off, or after the end, is passed over.
   */
  async take(tx: Transaction, now: Date): Promise<{ due: DueReminder[]; hasMore: boolean }> {
    const [rows] = await tx.query<[(DueReminder & { isMailed: boolean })[], number]>(
      `UPDATE invitations i SET
         next_reminder_at = CASE WHEN i.expires_at - interval '24 hours' > $1 THEN i.expires_at - interval '24 hours' END,
         delivery_status = CASE WHEN p.reminders_enabled AND i.expires_at > $1 THEN 'QUEUED' ELSE i.delivery_status END
       FROM (SELECT project_space_id, id FROM invitations
             WHERE status = 'OPEN' AND next_reminder_at <= $1
             ORDER BY next_reminder_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) d
       JOIN project_spaces p ON p.id = d.project_space_id
       WHERE i.project_space_id = d.project_space_id AND i.id = d.id
       RETURNING i.project_space_id AS "projectSpaceId", i.id AS "invitationId", i.email, i.sending,
         p.reminders_enabled AND i.expires_at > $1 AS "isMailed"`, [now]);
    return { due: rows.filter(({ isMailed }) => isMailed), hasMore: rows.length === AT_ONCE };
  }
}
