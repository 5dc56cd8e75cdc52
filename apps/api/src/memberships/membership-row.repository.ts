import type { LocationRow } from '../locations/location.repository';
import type { RoleRow } from '../roles/role.repository';
import type { WebUserRow } from '../web-users/web-user.entity';
import type { Membership } from './membership.entity';

/** A member as lists and pages show it: read in one statement, no entity. */
export interface MembershipRow extends Membership {
  webUser: WebUserRow;
  role: RoleRow;
  locations: LocationRow[];
  /** The value it is sorted by, as a cursor carries it. */
  sortValue: string | null;
}

interface FlatRow extends Membership {
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  lastLogin: Date | null;
  twoFactorEnabled: boolean;
  deactivated: boolean;
  roleName: string;
  roleDescription: string | null;
  permissions: RoleRow['permissions'];
  isAdmin: boolean;
  isPreset: boolean;
  ownLocationsOnly: boolean;
  assignerRoleIds: string[] | null;
  locations: LocationRow[] | null;
  sortValue: string | null;
}

export const MEMBERSHIP_COLUMNS = `
  m.project_space_id AS "projectSpaceId", m.id, m.web_user_id AS "webUserId", m.role_id AS "roleId", m.active,
  m.joined_at AS "joinedAt", m.last_access_date::text AS "lastAccessDate",
  u.username, u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.last_login AS "lastLogin",
  u.two_factor_enabled AS "twoFactorEnabled", u.deactivated_at IS NOT NULL AS deactivated,
  r.name AS "roleName", r.description AS "roleDescription", r.permissions, r.is_admin AS "isAdmin",
  r.is_preset AS "isPreset", r.own_locations_only AS "ownLocationsOnly",
  CASE WHEN r.has_assigners THEN ARRAY(
    SELECT a.assigner_role_id::text FROM role_assigners a
    WHERE a.project_space_id = r.project_space_id AND a.role_id = r.id) END AS "assignerRoleIds",
  (SELECT json_agg(json_build_object(
      'id', l.id, 'code', l.code, 'name', l.name, 'parentId', l.parent_id, 'path', l.path, 'projectSpaceId', l.project_space_id)
      ORDER BY ml.position)
   FROM membership_locations ml
   JOIN locations l ON l.project_space_id = ml.project_space_id AND l.id = ml.location_id
   WHERE ml.project_space_id = m.project_space_id AND ml.membership_id = m.id) AS locations`;

export const MEMBERSHIP_JOINS = `
  JOIN web_users u ON u.id = m.web_user_id
  JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id`;

export function membershipRow(flat: FlatRow): MembershipRow {
  const { projectSpaceId, id, webUserId, roleId, active, joinedAt, lastAccessDate, sortValue } = flat;
  const { username, email, firstName, lastName, lastLogin, twoFactorEnabled, deactivated } = flat;
  const { permissions, isAdmin, isPreset, ownLocationsOnly, assignerRoleIds } = flat;
  return {
    projectSpaceId, id, webUserId, roleId, active, joinedAt, lastAccessDate, sortValue,
    webUser: { id: webUserId, username, email, firstName, lastName, lastLogin, twoFactorEnabled, deactivated },
    role: {
      projectSpaceId, id: roleId, name: flat.roleName, description: flat.roleDescription,
      permissions, isAdmin, isPreset, ownLocationsOnly, assignerRoleIds,
    },
    locations: flat.locations ?? [],
  };
}

export type FlatMembershipRow = FlatRow;
