import { holds } from '../access/access';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { isSeen, isWhollyInside } from '../locations/area';
import type { Location } from '../locations/location.entity';
import { type AssignableRole, canAssign } from '../roles/role.policy';

interface Subject {
  role: AssignableRole;
  locations: Pick<Location, 'path'>[];
  expiresAt: Date;
}

export function isExpired({ expiresAt }: Pick<Subject, 'expiresAt'>, now: Date): boolean {
  return expiresAt <= now;
}

export function canSee(actor: Pick<Standing, 'area'>, invitation: Pick<Subject, 'locations'>): boolean {
  return isSeen(actor, invitation.locations);
}

/** ROL-4: changing an invitation needs that the role it carries could be assigned. */
export function canEdit(actor: Standing, invitation: Pick<Subject, 'role'>): boolean {
  return canAssign(actor, invitation.role);
}

/** ROL-7: another role concerns the invited person everywhere they would be. */
export function canChangeRole(actor: Standing, invitation: Pick<Subject, 'role' | 'locations'>): boolean {
  return canEdit(actor, invitation) && isWhollyInside(actor, invitation.locations);
}

/** ROL-4: reviving an expired one hands its role out anew; sending an unexpired one again does not. */
export function canResend(actor: Standing, invitation: Subject, now: Date): boolean {
  return isExpired(invitation, now) ? canChangeRole(actor, invitation) : holds(actor, Permission.EDIT_WEB_USERS);
}

export function canRemove(actor: Standing, invitation: Pick<Subject, 'locations'>): boolean {
  return holds(actor, Permission.EDIT_WEB_USERS) && isWhollyInside(actor, invitation.locations);
}
