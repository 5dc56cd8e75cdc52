import { forbidden, twoFactorRequired, unauthenticated } from '../platform/graphql/faults';
import { NotFound } from './access.errors';
import type { Actor, ClosedSpace, Identified, Places, SignedIn, Staff, Standing } from './actor';
import { AuditChannel } from './channel';
import type { Permission } from './permission';

const CLOSED = 'This project space requires two-factor. Set it up on your account page first.';
const PERHAPS_CLOSED = 'This does not exist, or it belongs to a project space of yours that requires two-factor. '
  + 'Set it up on your account page to see.';

/** Account, sessions and support are for people: a key never reaches them, whoever made it (API-1). */
export function refuseApiKeys(actor: Actor): void {
  if (actor.kind === 'api-key') throw forbidden('An API key cannot do this: it is for people who are signed in.');
}

/** A person; what a key may do as well asks `requireIdentified`. */
export function requireSignedIn(actor: Actor): SignedIn {
  refuseApiKeys(actor);
  if (actor.kind !== 'web-user') throw unauthenticated();
  return actor;
}

/** A person or an API key, which acts for the person who made it. */
export function requireIdentified(actor: Actor): Identified {
  if (actor.kind === 'anonymous') throw unauthenticated();
  return actor;
}

const closedTo = (actor: Actor | Places): ClosedSpace[] => ('closed' in actor ? actor.closed : []);

export function closedSpaceOf(actor: Actor, projectSpaceId: string): ClosedSpace | null {
  return closedTo(actor).find((space) => space.projectSpaceId === projectSpaceId) ?? null;
}

/** Where a project space requires the two-factor that the asker lacks, nothing of it is reached (TFA-3). */
export function refuseClosed(actor: Actor | Places, by: Partial<ClosedSpace>): void {
  const isMeant = ({ projectSpaceId, slug }: ClosedSpace) => projectSpaceId === by.projectSpaceId || slug === by.slug;
  if (closedTo(actor).some(isMeant)) throw twoFactorRequired(CLOSED);
}

/** What is not found may lie in a project space that is closed to the asker: nothing tells whether it does (TFA-3). */
export function refuseWhereClosed(actor: Actor): void {
  if (closedTo(actor).length > 0) throw twoFactorRequired(PERHAPS_CLOSED);
}

/** Of a thing that is not there, or not for this asker. */
export function notFound(actor: Actor, field: string): Error {
  return closedTo(actor).length > 0 ? twoFactorRequired(PERHAPS_CLOSED) : new NotFound(field);
}

export function standingIn(actor: Actor, projectSpaceId: string): Standing | null {
  if (actor.kind === 'anonymous') return null;
  return actor.standings.find((standing) => standing.projectSpaceId === projectSpaceId) ?? null;
}

/** The project spaces the actor may act in: the list that every statement is scoped by. */
export function projectSpaceIdsOf(actor: Actor): string[] {
  return actor.kind === 'anonymous' ? [] : actor.standings.map((standing) => standing.projectSpaceId);
}

export function holds(standing: Standing | null, ...anyOf: Permission[]): boolean {
  return standing !== null && anyOf.some((permission) => standing.permissions.includes(permission));
}

/** A foreign project space is not found; one's own without the right is forbidden (ACC-2). */
export function requirePermission(actor: Actor, projectSpaceId: string, permission: Permission): Standing {
  requireIdentified(actor);
  refuseClosed(actor, { projectSpaceId });
  const standing = standingIn(actor, projectSpaceId);
  if (!standing) throw new NotFound('projectSpaceId');
  if (!holds(standing, permission)) throw forbidden();
  return standing;
}

/** The same for a thing that was loaded within the actor's project spaces, or not found there. */
export function requireFound<T extends { projectSpaceId: string }>(
  actor: Actor, thing: T | null, permission: Permission, field: string,
  canSee: (standing: Standing, thing: T) => boolean = () => true,
): { thing: T; standing: Standing } {
  requireIdentified(actor);
  const standing = thing && standingIn(actor, thing.projectSpaceId);
  if (!thing || !standing || !canSee(standing, thing)) throw notFound(actor, field);
  if (!holds(standing, permission)) throw forbidden();
  return { thing, standing };
}

/** For fields reached by any path (ACC-1): null with FORBIDDEN where the permission is missing. */
export function requireAnyOf(actor: Actor, projectSpaceId: string, ...anyOf: Permission[]): Standing {
  refuseClosed(actor, { projectSpaceId });
  const standing = standingIn(actor, projectSpaceId);
  if (!standing || !holds(standing, ...anyOf)) throw forbidden();
  return standing;
}

/** What support does is for staff, and for them only with two-factor (SUP-1). */
export function requireSupport(actor: Actor): Staff {
  const { isSupport, hasTwoFactor, webUserId, email, userAgent } = requireSignedIn(actor);
  if (!isSupport) throw forbidden('This is for support staff.');
  if (!hasTwoFactor) throw twoFactorRequired('Support staff need two-factor. Set it up on your account page first.');
  return { kind: 'staff', channel: AuditChannel.SUPPORT, webUserId, email, userAgent };
}

/** The same for reading: whoever is not staff finds null and FORBIDDEN there (ACC-1). */
export function requireSupportReader(actor: Actor): Staff {
  if (actor.kind === 'anonymous') throw forbidden('This is for support staff.');
  return requireSupport(actor);
}

/** The operator at the command line, acting as support without naming a member of staff. */
export const operator: Staff = { kind: 'staff', channel: AuditChannel.SUPPORT, webUserId: null, email: null, userAgent: null };

/** Usher itself: the demo, the operator's command line, clean-up. */
export const system = { channel: AuditChannel.SYSTEM } as const;
