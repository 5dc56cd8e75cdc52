import type { Standing } from '../access/actor';
import { type AssignableRole, canAssign } from '../roles/role.policy';

interface Subject {
  id: string;
  role: AssignableRole;
}

type Asker = Pick<Standing, 'isAdmin' | 'permissions' | 'roleId' | 'membershipId'>;

/** ROL-5, MEM-3: one's own membership is changed by others. */
export function isSelf(actor: Asker, member: Pick<Subject, 'id'>): boolean {
  return actor.membershipId === member.id;
}

/** ROL-4: whoever changes or removes a member must be able to assign the role the member holds. */
export function mayChange(actor: Asker, member: Subject): boolean {
  return canAssign(actor, member.role);
}

export function canEdit(actor: Asker, member: Subject): boolean {
  return !isSelf(actor, member) && mayChange(actor, member);
}

/** An admin who removes another is an admin left over, so that MEM-2 needs no word here. */
export function canRemove(actor: Asker, member: Subject): boolean {
  return canEdit(actor, member);
}
