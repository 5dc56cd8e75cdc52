import type { AuditChange } from '../audit/audit-event.entity';
import { changesBetween } from '../audit/audit-changes';
import { insideOnly } from '../locations/area';
import * as invitations from '../invitations/invitation.policy';
import * as members from '../memberships/membership.policy';
import { canAssign } from '../roles/role.policy';
import { BulkUploadAction } from './bulk-upload-action';
import type { Known, KnownInvitation, KnownMember, NamedRole, Place, UploadSpace } from './known';
import { chosenPlaces, type PlacesFound } from './chosen-places';
import { notesOn } from './row-notes';
import * as problems from './row-problem';
import type { RowProblem } from './row-problem';
import type { UploadRow } from './upload-row';

/** What a row would do. */
export interface RowPlan {
  /** Null where the row has a problem. */
  action: BulkUploadAction | null;
  changes: AuditChange[];
  problems: RowProblem[];
  notes: string[];
  /** What will stand afterwards, all locations included. */
  role?: NamedRole;
  places?: Place[];
}

export const refused = (...found: RowProblem[]): RowPlan => ({ action: null, changes: [], problems: found, notes: [] });
const does = (action: BulkUploadAction, changes: AuditChange[] = []): RowPlan => ({ action, changes, problems: [], notes: [] });

const codesOf = ({ standing }: UploadSpace, places: Place[]) =>
  insideOnly(standing, places).map(({ code }) => code).join(', ') || null;

const there = (found: (RowProblem | false | null)[]): RowProblem[] => found.filter((one) => one !== null && one !== false);

/** The role of a row: the present one where its name is the same, else one that may be assigned (ROL-4). */
function roleOf({ role: name }: UploadRow, { standing, roles }: UploadSpace, present: NamedRole | null): NamedRole | null {
  const wanted = name.toLowerCase();
  if (present?.name.toLowerCase() === wanted) return present;
  const role = roles.get(wanted);
  return role && canAssign(standing, role) ? role : null;
}

interface Subject {
  role: NamedRole;
  places: Place[];
}

function changed(action: BulkUploadAction, space: UploadSpace, before: Subject, role: NamedRole, { places }: PlacesFound): RowPlan {
  const after = places ?? before.places;
  const changes = changesBetween(
    { role: before.role.name, locations: codesOf(space, before.places) }, { role: role.name, locations: codesOf(space, after) });
  return { ...does(action, changes), role, places: after };
}

function planRemoval(space: UploadSpace, { member, invitation }: Known): RowPlan {
  const { standing } = space;
  if (member && members.canSee(standing, { ...member, locations: member.places })) {
    const subject = { ...member, locations: member.places };
    if (members.isSelf(standing, member)) return refused(problems.removeSelf());
    if (members.isOnlyAdmin(standing, member, space.adminCount)) return refused(problems.lastAdmin('remove'));
    if (!members.mayChangeWholly(standing, subject)) return refused(problems.cannotChangeMember('remove'));
    return does(BulkUploadAction.REMOVE_MEMBERSHIP, [{ field: 'role', from: member.role.name, to: null }]);
  }
  if (member || !invitation || !invitations.canSee(standing, { locations: invitation.places })) return refused(problems.notFound());
  if (!invitations.canRemove(standing, { locations: invitation.places })) return refused(problems.cannotChangeMember('remove'));
  return does(BulkUploadAction.REMOVE_INVITATION, [{ field: 'role', from: invitation.role.name, to: null }]);
}

function planMember(row: UploadRow, space: UploadSpace, member: KnownMember): RowPlan {
  const { standing } = space;
  const subject = { ...member, locations: member.places };
  if (!members.canSee(standing, subject)) return refused(problems.cannotChangeMember('username'));
  const role = roleOf(row, space, member.role);
  const roleChanges = role?.id !== member.role.id;
  const places = chosenPlaces(row, space, member.places);
  if (!roleChanges && places.unchanged) return does(BulkUploadAction.NONE);
  if (roleChanges && members.isSelf(standing, member)) return refused(problems.cannotChangeSelf());
  const losesAdmin = roleChanges && !role?.isAdmin;
  if (losesAdmin && members.isOnlyAdmin(standing, member, space.adminCount)) return refused(problems.lastAdmin('role'));
  const isAllowed = roleChanges ? members.mayChangeWholly(standing, subject) : members.mayChange(standing, subject);
  if (!isAllowed) return refused(problems.cannotChangeMember(roleChanges ? 'role' : 'location_code'));
  if (!role || places.problem) return refused(...there([!role && problems.roleNotAvailable(), places.problem]));
  return changed(BulkUploadAction.CHANGE_MEMBERSHIP, space, member, role, places);
}

function planInvitation(row: UploadRow, space: UploadSpace, invitation: KnownInvitation, now: Date): RowPlan {
  const { standing } = space;
  const subject = { ...invitation, locations: invitation.places };
  if (!invitations.canSee(standing, subject)) return refused(problems.cannotChangeMember('username'));
  const role = roleOf(row, space, invitation.role);
  const roleChanges = role?.id !== invitation.role.id;
  const places = chosenPlaces(row, space, invitation.places);
  const isExpired = invitations.isExpired(invitation, now);
  const mayRevive = invitations.canChangeRole(standing, subject);
  if (!roleChanges && places.unchanged) return does(isExpired && mayRevive ? BulkUploadAction.RENEW_INVITATION : BulkUploadAction.NONE);
  const isAllowed = roleChanges || isExpired ? mayRevive : invitations.canEdit(standing, subject);
  if (!isAllowed) return refused(problems.cannotChangeMember(roleChanges ? 'role' : 'location_code'));
  if (!role || places.problem) return refused(...there([!role && problems.roleNotAvailable(), places.problem]));
  return changed(BulkUploadAction.CHANGE_INVITATION, space, invitation, role, places);
}

/** In the order of ACC-2: the address, the role, the locations, reported together. */
function planInvite(row: UploadRow, space: UploadSpace, { person, isBlocked }: Known): RowPlan {
  const role = roleOf(row, space, null);
  const { places, problem } = chosenPlaces(row, space, null);
  const found = there([
    (person?.deactivated && problems.accountDeactivated()) || (isBlocked && problems.emailBlocked()),
    !role && problems.roleNotAvailable(), problem,
  ]);
  if (!role || found.length > 0) return refused(...found);
  const codes = codesOf(space, places ?? []);
  const changes = [{ field: 'role', from: null, to: role.name }, { field: 'locations', from: null, to: codes }];
  return { ...does(BulkUploadAction.INVITE, changes.filter(({ to }) => to !== null)), role, places: places ?? [] };
}

function planOthers(row: UploadRow, space: UploadSpace, known: Known, now: Date): RowPlan {
  if (known.member) return planMember(row, space, known.member);
  if (known.invitation) return planInvitation(row, space, known.invitation, now);
  return planInvite(row, space, known);
}

/** Decides about one row that can be read: by what exists, and by what whoever uploads may do (UPL-4 to UPL-8). */
export function planRow(row: UploadRow & { removes: boolean }, space: UploadSpace, known: Known, now: Date): RowPlan {
  if (row.removes) return planRemoval(space, known);
  const plan = planOthers(row, space, known, now);
  return plan.action === null ? plan : { ...plan, notes: notesOn(row, known) };
}
