import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Transaction } from '../platform/database/data-source';
import { presetRoles } from './preset-roles';
import { Role } from './role.entity';
import type { AssignableRole } from './role.policy';

export type RoleRow = Omit<Role, 'hasAssigners'> & AssignableRole;

export interface RoleUse {
  roleId: string;
  memberCount: number;
  invitationCount: number;
}

/** The columns of a role, for statements that join one as `r`. */
export const ROLE_COLUMNS = `r.project_space_id AS "projectSpaceId", r.id, r.name, r.description, r.permissions,
  r.is_admin AS "isAdmin", r.is_preset AS "isPreset",
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

  /** How many members and open invitations hold each role; a key is `space/role`. */
  readonly uses = async (keys: readonly string[]): Promise<(RoleUse | null)[]> => {
    const pairs = keys.map((key) => key.split('/'));
    const rows = await this.database.query<RoleUse[]>(
      `SELECT k.id AS "roleId",
         (SELECT count(*) FROM memberships m
          WHERE m.project_space_id = k.space AND m.role_id = k.id)::int AS "memberCount",
         (SELECT count(*) FROM invitations i
          WHERE i.project_space_id = k.space AND i.role_id = k.id AND i.status = 'OPEN')::int AS "invitationCount"
       FROM unnest($1::uuid[], $2::uuid[]) k (space, id)`,
      [pairs.map(([space]) => space), pairs.map(([, id]) => id)]);
    return inOrderOf(keys.map((key) => key.split('/')[1] ?? ''), rows, (row) => row.roleId);
  };

  /** Gives a new project space its preset roles; answers with the Admin role's id. */
  async addPresets(tx: Transaction, projectSpaceId: string): Promise<string> {
    const roles = presetRoles.map((preset) => ({
      ...preset, projectSpaceId, id: randomUUID(), isPreset: true, hasAssigners: false,
    }));
    await tx.insert(Role, roles);
    return roles.find((role) => role.isAdmin)?.id ?? '';
  }
}
