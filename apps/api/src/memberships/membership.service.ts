import type { DataSource } from 'typeorm';
import {
  projectSpaceIdsOf, requireAnyOf, requireFound, requireSignedIn, standingIn,
} from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import { insideOnly, keepingOutside } from '../locations/area';
import type { LocationRow } from '../locations/location.repository';
import { type LocationService } from '../locations/location.service';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, type PageArguments, pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { refuseTogether } from '../platform/refusal';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import { RoleNotAvailable } from '../roles/role.errors';
import { type RoleService } from '../roles/role.service';
import type { WebUserRow } from '../web-users/web-user.entity';
import { type LastAdminGuard } from './last-admin.service';
import { CannotChangeMember, CannotChangeSelf } from './membership.errors';
import { type MembershipHooks } from './membership-hooks.service';
import type { MembershipFilter, MembershipOrder } from './membership-list.repository';
import { canEdit, canRemove, canSee, isSelf, mayChange, mayChangeWholly } from './membership.policy';
import { type MembershipRepository } from './membership.repository';
import type { MembershipRow } from './membership-row.repository';

export interface MembershipChange {
  membershipId: string;
  roleId?: string | null;
  locationIds?: string[] | null;
}

export class MembershipService {
  constructor(
    private readonly database: DataSource,
    private readonly memberships: MembershipRepository,
    private readonly lock: StandingLock,
    private readonly roles: RoleService,
    private readonly locations: LocationService,
    private readonly lastAdmin: LastAdminGuard,
    private readonly hooks: MembershipHooks,
    private readonly audit: AuditLog,
  ) {}

  /** The members of a project space, a page at a time (MEM-1). */
  async list(
    actor: Actor, projectSpaceId: string, asked: PageArguments, filter: MembershipFilter, order: MembershipOrder,
  ): Promise<Connection<MembershipRow>> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const list = `members:${order.field}:${order.direction}`;
    const request = pageRequest(list, asked);
    const narrowed = {
      ...filter, roleIds: filter.roleIds?.filter(isUuid), locationIds: filter.locationIds?.filter(isUuid),
    };
    const page = await this.memberships.page(standing, narrowed, order, request);
    return connectionOf(list, page, (row) => ({ value: row.sortValue, id: row.id }),
      () => this.memberships.count(standing, narrowed));
  }

  async find(actor: Actor, projectSpaceId: string, id: string): Promise<MembershipRow | null> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const member = isUuid(id) ? await this.memberships.find([projectSpaceId], id) : null;
    return member && canSee(standing, member) ? member : null;
  }

  /** Whether only one admin is left (MEM-6); not told to people limited to an area. */
  async hasSingleAdmin(actor: Actor, projectSpaceId: string): Promise<boolean | null> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    return standing.area === null ? (await this.memberships.countAdmins(projectSpaceId)) === 1 : null;
  }

  /** Those of a member's locations that the viewer sees (ROL-7). */
  locationsOf(actor: Actor, { projectSpaceId, locations }: MembershipRow): LocationRow[] {
    const standing = standingIn(actor, projectSpaceId);
    return standing ? insideOnly(standing, locations) : [];
  }

  /** The actor's own memberships, one in each project space, also those closed to them (TFA-3). */
  async own(context: RequestContext): Promise<MembershipRow[]> {
    const actor = requireSignedIn(context.actor);
    const keys = [...actor.standings, ...actor.closed].map(({ projectSpaceId }) => `${projectSpaceId}/${actor.webUserId}`);
    const found = await context.loader(this.memberships.byPerson).loadMany(keys);
    return found.filter((row): row is MembershipRow => row !== null && !(row instanceof Error));
  }

  /** Who somebody is, as this project space shows them: a member whom the viewer sees (ROL-7); of those who left nothing (MEM-5). */
  async personIn(context: RequestContext, projectSpaceId: string, webUserId: string | null): Promise<WebUserRow | null> {
    const standing = standingIn(context.actor, projectSpaceId);
    if (!standing || !webUserId) return null;
    const member = await context.loader(this.memberships.byPerson).load(`${projectSpaceId}/${webUserId}`);
    return member && canSee(standing, member) ? member.webUser : null;
  }

  /** The ID of somebody, which is all that is left of those who went (MEM-5). */
  async personIdIn(context: RequestContext, projectSpaceId: string, webUserId: string | null): Promise<string | null> {
    if (standingIn(context.actor, projectSpaceId)?.area === null) return webUserId;
    return (await this.personIn(context, projectSpaceId, webUserId)) && webUserId;
  }

  canEdit(actor: Actor, member: MembershipRow): boolean {
    const standing = standingIn(actor, member.projectSpaceId);
    return standing !== null && canEdit(standing, member);
  }

  canRemove(actor: Actor, member: MembershipRow): boolean {
    const standing = standingIn(actor, member.projectSpaceId);
    return standing !== null && canRemove(standing, member);
  }

  /** Changes role or locations; absent leaves as it is (MEM-2). */
  async change(actor: Actor, input: MembershipChange): Promise<MembershipRow> {
    return await this.database.transaction(async (tx) => await this.changeWithin(tx, actor, input));
  }

  async changeWithin(tx: Transaction, actor: Actor, input: MembershipChange): Promise<MembershipRow> {
    const { member, standing } = await this.lockToChange(tx, actor, input.membershipId);
    const roleChanges = input.roleId != null && input.roleId !== member.role.id;
    if (roleChanges && isSelf(standing, member)) throw new CannotChangeSelf();
    const role = roleChanges ? await this.roles.findAssignable(tx, standing, input.roleId ?? '') : member.role;
    const losesAdmin = role instanceof RoleNotAvailable || !role.isAdmin;
    if (roleChanges && losesAdmin) await this.lastAdmin.keep(tx, standing, member);
    const isAllowed = roleChanges ? mayChangeWholly(standing, member) : mayChange(standing, member);
    if (!isAllowed) throw new CannotChangeMember();
    const chosen = input.locationIds == null ? null : [...new Set(input.locationIds)];
    refuseTogether(
      role instanceof RoleNotAvailable ? role : null,
      chosen && (await this.locations.refusalOf(tx, standing, chosen)));
    if (role instanceof RoleNotAvailable) throw role;
    const locationIds = chosen && keepingOutside(standing, member.locations, chosen);
    if (roleChanges) await this.memberships.change(tx, member, { roleId: role.id });
    if (locationIds) await this.memberships.replaceLocations(tx, member, locationIds);
    await this.recordChange(tx, actor, member, role.name, locationIds);
    return await this.reload(tx, member);
  }

  /** Deactivates or reactivates a member in one project space (MEM-4). */
  async setActive(
    actor: Actor, membershipId: string, active: boolean, removeSentInvitations: boolean,
  ): Promise<MembershipRow> {
    return await this.database.transaction(
      async (tx) => await this.setActiveWithin(tx, actor, membershipId, active, removeSentInvitations));
  }

  async setActiveWithin(
    tx: Transaction, actor: Actor, membershipId: string, active: boolean, removeSentInvitations: boolean,
  ): Promise<MembershipRow> {
    const { member, standing } = await this.lockToChange(tx, actor, membershipId);
    if (isSelf(standing, member)) throw new CannotChangeSelf('deactivate yourself');
    if (!active) await this.lastAdmin.keep(tx, standing, member);
    if (!mayChangeWholly(standing, member)) throw new CannotChangeMember();
    if (member.active === active) return member;
    await this.memberships.change(tx, member, { active });
    if (!active) await this.hooks.runEnding(tx, actor, { member, removeSentInvitations });
    await this.audit.record(tx, actor, {
      projectSpaceId: member.projectSpaceId,
      action: active ? 'membership.reactivated' : 'membership.deactivated',
      subject: { id: member.webUserId, email: member.webUser.email },
      locationIds: member.locations.map(({ id }) => id),
    });
    await this.tellChange(tx, member);
    return await this.reload(tx, member);
  }

  /** Loads a member for a change: found among the actor's project spaces, under the lock, with the right still held. */
  async lockToChange(
    tx: Transaction, actor: Actor, membershipId: string,
  ): Promise<{ member: MembershipRow; standing: Standing }> {
    const seen = isUuid(membershipId) ? await this.memberships.find(projectSpaceIdsOf(actor), membershipId) : null;
    const { thing } = requireFound(actor, seen, Permission.EDIT_WEB_USERS, 'membershipId', canSee);
    const standing = await this.lock.take(tx, actor, thing.projectSpaceId, Permission.EDIT_WEB_USERS);
    const now = await this.memberships.find([thing.projectSpaceId], membershipId, tx);
    const { thing: member } = requireFound(
      actor, now, Permission.EDIT_WEB_USERS, 'membershipId', (_standing, found) => canSee(standing, found));
    return { member, standing };
  }

  private async reload(tx: Transaction, member: MembershipRow): Promise<MembershipRow> {
    return (await this.memberships.find([member.projectSpaceId], member.id, tx)) ?? member;
  }

  private async recordChange(
    tx: Transaction, actor: Actor, member: MembershipRow, roleName: string, locationIds: string[] | null,
  ): Promise<void> {
    const { projectSpaceId } = member;
    const before = await this.locations.codesOf(tx, projectSpaceId, member.locations.map(({ id }) => id));
    const after = locationIds ? await this.locations.codesOf(tx, projectSpaceId, locationIds) : before;
    const changes = changesBetween(
      { role: member.role.name, locations: before }, { role: roleName, locations: after });
    if (changes.length === 0) return;
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'membership.changed', changes,
      subject: { id: member.webUserId, email: member.webUser.email },
      locationIds: [...member.locations.map(({ id }) => id), ...(locationIds ?? [])],
    });
    await this.tellChange(tx, member);
  }

  private async tellChange(tx: Transaction, { projectSpaceId, id }: MembershipRow): Promise<void> {
    await this.hooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_CHANGED', membershipIds: [id] });
  }
}
