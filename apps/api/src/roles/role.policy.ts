import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';

/** What deciding about a role needs to know of it. */
export interface AssignableRole {
  id: string;
  isAdmin: boolean;
  permissions: Permission[];
  /** Null: no "assignable by" list. */
  assignerRoleIds: string[] | null;
}

/** ROL-4: nobody hands out more than they hold, unless an admin has said so. */
export function canAssign(actor: Pick<Standing, 'isAdmin' | 'permissions' | 'roleId'>, role: AssignableRole): boolean {
  if (!actor.permissions.includes(Permission.EDIT_WEB_USERS)) return false;
  if (actor.isAdmin) return true;
  if (role.isAdmin) return false;
  if (role.assignerRoleIds) return role.assignerRoleIds.includes(actor.roleId);
  return role.permissions.every((permission) => actor.permissions.includes(permission));
}
