import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';

/** What deciding about a role needs to know of it. */
export interface AssignableRole {
  id: string;
  isAdmin: boolean;
  permissions: Permission[];
  ownLocationsOnly: boolean;
  /** Null: no "assignable by" list. */
  assignerRoleIds: string[] | null;
}

type Holder = Pick<Standing, 'isAdmin' | 'permissions' | 'roleId' | 'area' | 'keyOfAdmin'>;
type Extent = Pick<AssignableRole, 'permissions' | 'ownLocationsOnly'>;

/** A role without "own locations only" counts as more than the same with it (ROL-4). */
export function holdsAllOf(actor: Holder, extent: Extent): boolean {
  const isWideEnough = actor.area === null || extent.ownLocationsOnly;
  return isWideEnough && extent.permissions.every((permission) => actor.permissions.includes(permission));
}

const isKey = (actor: Holder) => actor.keyOfAdmin !== undefined;

/** ROL-4: nobody hands out more than they hold, unless an admin has said so; a key never, and only what its maker may. */
export function canAssign(actor: Holder, role: AssignableRole): boolean {
  if (!actor.permissions.includes(Permission.EDIT_WEB_USERS)) return false;
  if (actor.isAdmin) return true;
  if (role.isAdmin || (isKey(actor) && !holdsAllOf(actor, role))) return false;
  if (actor.keyOfAdmin) return true;
  if (role.assignerRoleIds) return role.assignerRoleIds.includes(actor.roleId);
  return holdsAllOf(actor, role);
}

/** ROL-4: only who holds all of a role edits it, and nobody edits Admin (ROL-1). */
export function canEdit(actor: Holder, role: Extent & Pick<AssignableRole, 'isAdmin'>): boolean {
  return !role.isAdmin && actor.permissions.includes(Permission.EDIT_ROLES) && holdsAllOf(actor, role);
}

/** Deleting asks who holds the role anywhere, which a person limited to an area must not learn (ROL-7). */
export function canDelete(actor: Holder, role: Extent & Pick<AssignableRole, 'isAdmin'>): boolean {
  return canEdit(actor, role) && actor.area === null;
}
