import { holds } from '../access/access';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { type AssignableRole, canAssign } from '../roles/role.policy';

interface Subject {
  role: AssignableRole;
  expiresAt: Date;
}

export function isExpired({ expiresAt }: Pick<Subject, 'expiresAt'>, now: Date): boolean {
  return expiresAt <= now;
}

/** ROL-4: changing an invitation needs that the role it carries could be assigned. */
export function canEdit(actor: Standing, invitation: Pick<Subject, 'role'>): boolean {
  return canAssign(actor, invitation.role);
}

/** ROL-4: reviving an expired one hands its role out anew; sending an unexpired one again does not. */
export function canResend(actor: Standing, invitation: Subject, now: Date): boolean {
  return isExpired(invitation, now) ? canAssign(actor, invitation.role) : canRemove(actor);
}

export function canRemove(actor: Standing): boolean {
  return holds(actor, Permission.EDIT_WEB_USERS);
}
