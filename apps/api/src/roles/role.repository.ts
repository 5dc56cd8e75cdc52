import { randomUUID } from 'node:crypto';
import { type DataSource, In } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Transaction } from '../platform/database/data-source';
import { insideCondition, type Viewer } from '../locations/area';
import { Parameters } from '../platform/database/parameters';
import { presetRoles } from './preset-roles';
import { RoleAssigner } from './role-assigner.entity';
import { Role } from './role.entity';
import type { AssignableRole } from './role.policy';

export type RoleRow = Omit<Role, 'hasAssigners'> & AssignableRole;

type RoleKey = Pick<Role, 'projectSpaceId' | 'id'>;

export interface RoleHolders {
  members: number;
  invitations: number;
  removals: number;
}

export interface RoleUse {
  roleId: string;
  memberCount: number;
  invitationCount: number;
}

/** The columns of a role, for statements that join one as `r`. */
export const ROLE_COLUMNS = `r.project_space_id AS "projectSpaceId", r.id, r.name, r.description, r.permissions,
  r.is_admin AS "isAdmin", r.is_preset AS "isPreset", r.own_locations_only AS "ownLocationsOnly",
  CASE WHEN r.has_assigners THEN ARRAY(
    SELECT a.assigner_role_id::text FROM role_assigners a
    WHERE a.project_space_id = r.project_space_id AND a.role_id = r.id) END AS "assignerRoleIds"`;

export class RoleRepository {
  constructor(private readonly database: DataSource) {}

  /** Every role of a project space: few, and drawn whole. */
  async all(projectSpaceId: string, within: DataSource | Transaction = this.database): Promise<RoleRow[]> {
    return await within.query<RoleRow[]>(
      `SELECT ${ROLE_COLUMNS} FROM roles r WHERE r.project_space_id = $1
       ORDER BY r.is_admin DESC, r.is_preset DESC, lower(r.name)`, [projectSpaceId]);
  }

  async find(tx: Transaction, projectSpaceId: string, id: string): Promise<RoleRow | null> {
    const [row] = await tx.query<RoleRow[]>(
      `SELECT ${ROLE_COLUMNS} FROM roles r WHERE r.project_space_id = $1 AND r.id = $2 FOR KEY SHARE`,
      [projectSpaceId, id]);
    return row ?? null;
  }

  /** A role of one of these project spaces. */
  async findIn(tx: Transaction, projectSpaceIds: string[], id: string): Promise<RoleRow | null> {
    const [row] = await tx.query<RoleRow[]>(
      `SELECT ${ROLE_COLUMNS} FROM roles r WHERE r.project_space_id = ANY($1) AND r.id = $2`, [projectSpaceIds, id]);
    return row ?? null;
  }

  /** Keeps others from taking the role until the transaction ends. */
  async lock(tx: Transaction, projectSpaceId: string, id: string): Promise<RoleRow | null> {
    await tx.query('SELECT 1 FROM roles WHERE project_space_id = $1 AND id = $2 FOR UPDATE', [projectSpaceId, id]);
    return await this.findIn(tx, [projectSpaceId], id);
  }

  async get(tx: Transaction, projectSpaceId: string, id: string): Promise<RoleRow> {
    const role = await this.findIn(tx, [projectSpaceId], id);
    if (!role) throw new Error('A role that was just written is missing.');
    return role;
  }

  async countExisting(tx: Transaction, projectSpaceId: string, ids: string[]): Promise<number> {
    return await tx.countBy(Role, { projectSpaceId, id: In(ids) });
  }

  /** Who holds a locked role: members, open invitations, and removals that can still be undone (ROL-5). */
  async holders(tx: Transaction, { projectSpaceId, id }: RoleKey, now: Date): Promise<RoleHolders> {
    const [row] = await tx.query<[RoleHolders]>(
      `SELECT
         (SELECT count(*) FROM memberships WHERE project_space_id = $1 AND role_id = $2)::int AS members,
         (SELECT count(*) FROM invitations WHERE project_space_id = $1 AND role_id = $2 AND status = 'OPEN')::int AS invitations,
         (SELECT count(*) FROM former_members
          WHERE project_space_id = $1 AND role_id = $2 AND undo_until > $3)::int AS removals`, [projectSpaceId, id, now]);
    return row;
  }

  /** How many members and open invitations hold each role, as this viewer counts; a key is `space/role`. */
  async uses(viewer: Viewer, roleIds: readonly string[]): Promise<(RoleUse | null)[]> {
    const parameters = new Parameters();
    const space = parameters.add(viewer.projectSpaceId);
    const roles = parameters.add(roleIds);
    const inside = insideCondition(viewer, parameters);
    const within = (table: string, column: string, row: string) => (inside ? `AND EXISTS (
      SELECT 1 FROM ${table} t JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
      WHERE t.project_space_id = ${space} AND t.${column} = ${row}.id AND ${inside})` : '');
    const rows = await this.database.query<RoleUse[]>(
      `SELECT k.id AS "roleId",
         (SELECT count(*) FROM memberships m WHERE m.project_space_id = ${space} AND m.role_id = k.id
          ${within('membership_locations', 'membership_id', 'm')})::int AS "memberCount",
         (SELECT count(*) FROM invitations i
          WHERE i.project_space_id = ${space} AND i.role_id = k.id AND i.status = 'OPEN'
          ${within('invitation_locations', 'invitation_id', 'i')})::int AS "invitationCount"
       FROM unnest(${roles}::uuid[]) k (id)`, parameters.values);
    return inOrderOf(roleIds, rows, (row) => row.roleId);
  }

  async add(tx: Transaction, role: Role): Promise<void> {
    await tx.insert(Role, role);
  }

  async change(tx: Transaction, { projectSpaceId, id }: RoleKey, to: Partial<Role>): Promise<void> {
    await tx.update(Role, { projectSpaceId, id }, to);
  }

  async putAssigners(tx: Transaction, { projectSpaceId, id: roleId }: RoleKey, assignerRoleIds: string[]): Promise<void> {
    await tx.delete(RoleAssigner, { projectSpaceId, roleId });
    const rows = [...new Set(assignerRoleIds)].map((assignerRoleId) => ({ projectSpaceId, roleId, assignerRoleId }));
    if (rows.length > 0) await tx.insert(RoleAssigner, rows);
  }

  /** Removals that can no longer be undone forget the role. */
  async remove(tx: Transaction, { projectSpaceId, id }: RoleKey): Promise<void> {
    await tx.query('UPDATE former_members SET role_id = NULL WHERE project_space_id = $1 AND role_id = $2', [projectSpaceId, id]);
    await tx.delete(Role, { projectSpaceId, id });
  }

  /** Gives a new project space its preset roles; answers with the Admin role's id. */
  async addPresets(tx: Transaction, projectSpaceId: string): Promise<string> {
    const roles = presetRoles.map((preset) => ({
      ...preset, projectSpaceId, id: randomUUID(), isPreset: true, ownLocationsOnly: false, hasAssigners: false,
    }));
    await tx.insert(Role, roles);
    return roles.find((role) => role.isAdmin)?.id ?? '';
  }
}
