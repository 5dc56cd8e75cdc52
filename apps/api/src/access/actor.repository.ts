import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import type { ApiKeyActor, Places, SignedIn, Standing, WhoActs } from './actor';
import type { Permission } from './permission';
import { placesOf, placesOfKey } from './two-factor-gate';

type ActorRow = Omit<SignedIn, 'kind' | 'channel' | 'userAgent'>;
/** As the database answers, before anything is closed. */
type Read<Row extends Places> = Omit<Row, 'closed'>;

/** An unrevoked, unexpired key, with the hash of the secret that its bearer must know. */
export interface KeyRow extends Omit<ApiKeyActor, 'kind' | 'channel' | 'userAgent'> {
  secretHash: Buffer;
  lastUsedAt: Date | null;
}

const MINUTE_MS = 60_000;

const STANDING = `json_build_object(
  'projectSpaceId', m.project_space_id, 'slug', p.slug, 'projectSpaceName', p.name, 'plan', p.plan, 'language', p.language,
  'usesLocations', p.uses_locations, 'remindersEnabled', p.reminders_enabled,
  'requiresTwoFactor', p.requires_two_factor, 'membershipId', m.id, 'roleId', m.role_id,
  'isAdmin', r.is_admin, 'permissions', r.permissions, 'lastAccessDate', m.last_access_date,
  'area', CASE WHEN r.own_locations_only THEN ARRAY(
    SELECT o.location_id FROM membership_locations o
    WHERE o.project_space_id = m.project_space_id AND o.membership_id = m.id) END)`;

const STANDING_JOINS = `
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  JOIN project_spaces p ON p.id = m.project_space_id`;

const PERSON = `u.id AS "webUserId", u.email, u.username, u.first_name || ' ' || u.last_name AS name`;

const standings = (within: string) => `coalesce((
  SELECT json_agg(${STANDING}) FROM memberships m ${STANDING_JOINS}
  WHERE m.web_user_id = u.id AND m.active ${within}), '[]') AS standings`;

/** API-1: what both the key and its maker may do; ROL-4: a key is never an admin. */
function asKey(standing: Standing, permissions: Permission[]): Standing {
  return {
    ...standing, isAdmin: false, keyOfAdmin: standing.isAdmin,
    permissions: standing.permissions.filter((permission) => permissions.includes(permission)),
  };
}

/** Reads who asks, and what they are everywhere, in one indexed statement per request. */
export class ActorRepository {
  constructor(private readonly database: DataSource) {}

  async findBySession(sessionId: string, now: Date): Promise<ActorRow | null> {
    const [row] = await this.database.query<Read<ActorRow>[]>(
      `SELECT s.id AS "sessionId", ${PERSON}, u.two_factor_enabled AS "hasTwoFactor", u.is_support AS "isSupport",
         ${standings('')} FROM sessions s JOIN web_users u ON u.id = s.web_user_id
       WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND u.deactivated_at IS NULL`,
      [sessionId, now],
    );
    return row ? { ...row, ...placesOf(row, row.standings) } : null;
  }

  /** Who somebody is at this moment of a transaction, without a session; null where their account is deactivated. */
  async findPerson(tx: Transaction, webUserId: string): Promise<Omit<ActorRow, 'sessionId'> | null> {
    const [row] = await tx.query<Omit<Read<ActorRow>, 'sessionId'>[]>(
      `SELECT ${PERSON}, u.two_factor_enabled AS "hasTwoFactor", u.is_support AS "isSupport", ${standings('')}
       FROM web_users u WHERE u.id = $1 AND u.deactivated_at IS NULL`, [webUserId]);
    return row ? { ...row, ...placesOf(row, row.standings) } : null;
  }

  /** A key by its prefix, with what its maker is in the one project space of the key. */
  async findKey(prefix: string, now: Date): Promise<KeyRow | null> {
    return await this.keyWhere(this.database.manager, 'k.prefix', prefix, now);
  }

  /** A key that something was begun with, as it is at this moment of a transaction. */
  async findKeyById(tx: Transaction, id: string, now: Date): Promise<KeyRow | null> {
    return await this.keyWhere(tx, 'k.id', id, now);
  }

  private async keyWhere(tx: Transaction, column: 'k.prefix' | 'k.id', value: string, now: Date): Promise<KeyRow | null> {
    const [row] = await tx.query<(Read<KeyRow> & { permissions: Permission[] })[]>(
      `SELECT k.project_space_id AS "projectSpaceId", k.id AS "apiKeyId", k.name AS "apiKeyName", k.secret_hash AS "secretHash",
         k.permissions, k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", ${PERSON},
         ${standings('AND m.project_space_id = k.project_space_id')}
       FROM api_keys k JOIN web_users u ON u.id = k.created_by_id
       WHERE ${column} = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
         AND u.deactivated_at IS NULL`, [value, now]);
    if (!row) return null;
    const { permissions, ...key } = row;
    return { ...key, ...placesOfKey(key.standings.map((standing) => asKey(standing, permissions))) };
  }

  /** What the actor is in a project space at this moment of a transaction: a right may have been lost since the request began. */
  async placesNow(tx: Transaction, projectSpaceId: string, actor: WhoActs): Promise<Places> {
    const [row] = await tx.query<{ standing: Standing; hasTwoFactor: boolean }[]>(
      `SELECT ${STANDING} AS standing, u.two_factor_enabled AS "hasTwoFactor"
       FROM memberships m ${STANDING_JOINS} JOIN web_users u ON u.id = m.web_user_id
       WHERE m.project_space_id = $1 AND m.web_user_id = $2 AND m.active`, [projectSpaceId, actor.webUserId]);
    if (!row || actor.kind === 'web-user') return placesOf(row ?? { hasTwoFactor: false }, row ? [row.standing] : []);
    const [key] = await tx.query<{ permissions: Permission[] }[]>(
      'SELECT permissions FROM api_keys WHERE project_space_id = $1 AND id = $2 AND revoked_at IS NULL',
      [projectSpaceId, actor.apiKeyId]);
    return placesOfKey(key ? [asKey(row.standing, key.permissions)] : []);
  }

  /** API-1: the last use, written at most once a minute. */
  async noteKeyUse({ projectSpaceId, apiKeyId, lastUsedAt }: KeyRow, now: Date): Promise<void> {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < MINUTE_MS) return;
    await this.database.query(
      `UPDATE api_keys SET last_used_at = $3
       WHERE project_space_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)`,
      [projectSpaceId, apiKeyId, now]);
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
