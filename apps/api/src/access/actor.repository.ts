import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import type { SignedIn, Standing } from './actor';

type ActorRow = Omit<SignedIn, 'kind' | 'channel' | 'userAgent'>;

const STANDING = `json_build_object(
  'projectSpaceId', m.project_space_id, 'slug', p.slug, 'projectSpaceName', p.name, 'plan', p.plan, 'language', p.language,
  'usesLocations', p.uses_locations, 'remindersEnabled', p.reminders_enabled, 'membershipId', m.id, 'roleId', m.role_id,
  'isAdmin', r.is_admin, 'permissions', r.permissions, 'lastAccessDate', m.last_access_date,
  'area', CASE WHEN r.own_locations_only THEN ARRAY(
    SELECT o.location_id FROM membership_locations o
    WHERE o.project_space_id = m.project_space_id AND o.membership_id = m.id) END)`;

const STANDING_JOINS = `
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  JOIN project_spaces p ON p.id = m.project_space_id`;

const COLUMNS = `
  u.id AS "webUserId", s.id AS "sessionId", u.email, u.username, u.first_name || ' ' || u.last_name AS name,
  coalesce((
    SELECT json_agg(${STANDING}) FROM memberships m ${STANDING_JOINS}
    WHERE m.web_user_id = u.id AND m.active), '[]') AS standings`;

/** Reads who asks, and what they are everywhere, in one indexed statement per request. */
export class ActorRepository {
  constructor(private readonly database: DataSource) {}

  async findBySession(sessionId: string, now: Date): Promise<ActorRow | null> {
    const [row] = await this.database.query<ActorRow[]>(
      `SELECT ${COLUMNS} FROM sessions s JOIN web_users u ON u.id = s.web_user_id
       WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND u.deactivated_at IS NULL`,
      [sessionId, now],
    );
    return row ?? null;
  }

  /** What the person is in a project space at this moment of a transaction: a right may have been lost since the request began. */
  async standingNow(tx: Transaction, projectSpaceId: string, webUserId: string): Promise<Standing | null> {
    const [row] = await tx.query<{ standing: Standing }[]>(
      `SELECT ${STANDING} AS standing FROM memberships m ${STANDING_JOINS}
       WHERE m.project_space_id = $1 AND m.web_user_id = $2 AND m.active`, [projectSpaceId, webUserId]);
    return row?.standing ?? null;
  }

  /** SIG-5: at most once per person, project space and day. */
  async noteAccess(standing: Standing, today: string): Promise<void> {
    if (standing.lastAccessDate === today) return;
    standing.lastAccessDate = today;
    await this.database.query(
      `UPDATE memberships SET last_access_date = $3
       WHERE project_space_id = $1 AND id = $2 AND (last_access_date IS NULL OR last_access_date < $3)`,
      [standing.projectSpaceId, standing.membershipId, today],
    );
  }
}
