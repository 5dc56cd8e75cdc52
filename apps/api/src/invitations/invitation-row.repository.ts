import type { LocationRow } from '../locations/location.repository';
import { isBlocked } from '../mail-delivery/blocked-condition';
import type { DeliveryStatus } from '../mail-delivery/delivery-status';
import { ROLE_COLUMNS, type RoleRow } from '../roles/role.repository';
import type { WebUserRow } from '../web-users/web-user.entity';

/** An open invitation as lists and pages show it: read in one statement, no entity. */
export interface InvitationRow {
  projectSpaceId: string;
  id: string;
  email: string;
  webUserId: string | null;
  invitedAt: Date;
  lastSentAt: Date;
  expiresAt: Date;
  sending: number;
  deliveryStatus: DeliveryStatus;
  /** The address is blocked (EML-5). */
  undeliverable: boolean;
  role: RoleRow;
  invitedBy: WebUserRow | null;
  locations: LocationRow[];
  /** The value it is sorted by, as a cursor carries it. */
  sortValue: string | null;
}

export const INVITATION_COLUMNS = `
  i.project_space_id AS "projectSpaceId", i.id, i.email, i.web_user_id AS "webUserId", i.invited_at AS "invitedAt",
  i.last_sent_at AS "lastSentAt", i.expires_at AS "expiresAt", i.sending, i.delivery_status AS "deliveryStatus",
  ${isBlocked('i.email')} AS undeliverable,
  (SELECT row_to_json(role) FROM (
     SELECT ${ROLE_COLUMNS} FROM roles r
     WHERE r.project_space_id = i.project_space_id AND r.id = i.role_id) role) AS role,
  (SELECT json_build_object(
     'id', u.id, 'username', u.username, 'email', u.email, 'firstName', u.first_name, 'lastName', u.last_name,
     'lastLogin', u.last_login, 'twoFactorEnabled', u.two_factor_enabled, 'deactivated', u.deactivated_at IS NOT NULL)
   FROM web_users u WHERE u.id = i.invited_by_id) AS "invitedBy",
  coalesce((SELECT json_agg(json_build_object(
      'id', l.id, 'code', l.code, 'name', l.name, 'parentId', l.parent_id, 'path', l.path, 'projectSpaceId', l.project_space_id)
      ORDER BY il.position)
   FROM invitation_locations il
   JOIN locations l ON l.project_space_id = il.project_space_id AND l.id = il.location_id
   WHERE il.project_space_id = i.project_space_id AND il.invitation_id = i.id), '[]') AS locations`;
