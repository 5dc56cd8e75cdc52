import type { Standing } from '../access/actor';
import { isSeen, isWhollyInside } from '../locations/area';
import type { Location } from '../locations/location.entity';
import { type AssignableRole, canAssign } from '../roles/role.policy';

interface Subject {
  id: string;
  role: AssignableRole;
  locations: Pick<Location, 'path'>[];
}

type Asker = Pick<Standing, 'isAdmin' | 'permissions' | 'roleId' | 'membershipId' | 'area' | 'keyOfAdmin'>;

/** ROL-5, MEM-3: one's own membership is changed by others. */
export function isSelf(actor: Asker, member: Pick<Subject, 'id'>): boolean {
  return actor.membershipId === member.id;
}

/** ROL-7: one always sees oneself. */
export function canSee(actor: Pick<Standing, 'membershipId' | 'area'>, member: Pick<Subject, 'id' | 'locations'>): boolean {
  return actor.membershipId === member.id || isSeen(actor, member.locations);
}

/** ROL-4: whoever changes a member must be able to assign the role the member holds. */
export function mayChange(actor: Asker, member: Subject): boolean {
  return canAssign(actor, member.role);
}

/** ROL-7: role, deactivation and removal concern the member everywhere they are. */
export function mayChangeWholly(actor: Asker, member: Subject): boolean {
  return mayChange(actor, member) && isWhollyInside(actor, member.locations);
}

export function canEdit(actor: Asker, member: Subject): boolean {
  return !isSelf(actor, member) && mayChange(actor, member);
}

/** An admin who removes another is an admin left over, so that MEM-2 needs no word here. */
export function canRemove(actor: Asker, member: Subject): boolean {
  return !isSelf(actor, member) && mayChangeWholly(actor, member);
}

/**
 * MEM-2: whether this member is all that stands between the project space and having no admin. Whoever is limited to an
 * area cannot change admins at all, and must not learn here how many there are.
 */
export function isOnlyAdmin(
  actor: Pick<Standing, 'area'>, member: { active: boolean; role: Pick<AssignableRole, 'isAdmin'>; deactivated: boolean },
  adminCount: number,
): boolean {
  return member.role.isAdmin && member.active && !member.deactivated && actor.area === null && adminCount <= 1;
}
