import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireAnyOf, requireFound, requireIdentified } from '../access/access';
import type { Actor, Identified, Staff } from '../access/actor';
import { Permission } from '../access/permission';
import { type AuditActor, type AuditLog } from '../audit/audit-log.service';
import { isSeen, isWhollyInside } from '../locations/area';
import { type LocationRepository } from '../locations/location.repository';
import { type Clock, daysAfter } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import { type RoleRepository } from '../roles/role.repository';
import { canAssign } from '../roles/role.policy';
import { type FormerMemberRepository, type FormerMemberRow } from './former-member.repository';
import { type LastAdminGuard } from './last-admin.service';
import { AlreadyMember, CannotChangeMember, CannotChangeSelf, UndoExpired } from './membership.errors';
import { type MembershipHooks } from './membership-hooks.service';
import { isSelf, mayChangeWholly } from './membership.policy';
import { type MembershipRepository } from './membership.repository';
import { type MembershipService } from './membership.service';
import type { MembershipRow } from './membership-row.repository';

const UNDO_DAYS = 7;

export interface Removal {
  removedMembershipId: string;
  undoUntil: Date;
}

/** Removing a member, and taking it back (MEM-3). */
export class RemovalService {
  constructor(
    private readonly database: DataSource,
    private readonly members: MembershipService,
    private readonly memberships: MembershipRepository,
    private readonly former: FormerMemberRepository,
    private readonly lock: StandingLock,
    private readonly roles: RoleRepository,
    private readonly locations: LocationRepository,
    private readonly lastAdmin: LastAdminGuard,
    private readonly hooks: MembershipHooks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async remove(actor: Actor, membershipId: string, removeSentInvitations: boolean): Promise<Removal> {
    return await this.database.transaction(async (tx) => {
      const { member, standing } = await this.members.lockToChange(tx, actor, membershipId);
      if (isSelf(standing, member)) throw new CannotChangeSelf('remove your own membership');
      await this.lastAdmin.keep(tx, standing, member);
      if (!mayChangeWholly(standing, member)) throw new CannotChangeMember();
      return await this.removeWithin(tx, requireIdentified(actor), member, removeSentInvitations);
    });
  }

  /** Removes a member of whom that was decided already, under the project space's lock. */
  async removeWithin(tx: Transaction, actor: Identified | Staff, member: MembershipRow, removeSentInvitations: boolean): Promise<Removal> {
    return await this.take(tx, actor, member, { removedById: actor.webUserId, removeSentInvitations });
  }

  /** Under the lock of the project space; of support alone nobody asks whether an admin is left (MEM-2). */
  async removeForSupport(tx: Transaction, staff: Staff, member: MembershipRow, reason: string): Promise<Removal> {
    return await this.take(tx, staff, member, { removedById: null, removeSentInvitations: false, reason });
  }

  private async take(
    tx: Transaction, actor: AuditActor, member: MembershipRow,
    { removedById, removeSentInvitations, reason }: { removedById: string | null; removeSentInvitations: boolean; reason?: string },
  ): Promise<Removal> {
    const { projectSpaceId, id: membershipId, webUserId, roleId, active, joinedAt, lastAccessDate } = member;
    const removedAt = this.clock.now();
    const undoUntil = daysAfter(removedAt, UNDO_DAYS);
    const locationIds = member.locations.map(({ id }) => id);
    await this.former.add(tx, {
      projectSpaceId, membershipId, webUserId, roleId, active, joinedAt, lastAccessDate, removedAt, undoUntil, locationIds,
      removedById,
    });
    await this.memberships.remove(tx, member);
    await this.hooks.runEnding(tx, actor, { member, removeSentInvitations });
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'membership.removed', subject: { id: webUserId, email: member.webUser.email }, locationIds, reason,
      changes: [{ field: 'role', from: member.role.name, to: null }],
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_REMOVED', membershipIds: [membershipId] });
    return { removedMembershipId: membershipId, undoUntil };
  }

  /** Brings a member back with the same role and locations, for 7 days. */
  async undo(actor: Actor, membershipId: string): Promise<MembershipRow> {
    return await this.database.transaction(async (tx) => {
      const scope = projectSpaceIdsOf(actor);
      const seen = isUuid(membershipId) && scope.length > 0 ? await this.former.find(tx, scope, membershipId) : null;
      const places = seen ? await this.locations.existing(tx, seen.projectSpaceId, seen.locationIds) : [];
      const { thing: former } = requireFound(
        actor, seen, Permission.EDIT_WEB_USERS, 'membershipId', (standing) => isSeen(standing, places));
      const { projectSpaceId, webUserId, roleId, active, joinedAt, lastAccessDate } = former;
      const standing = await this.lock.take(tx, actor, projectSpaceId, Permission.EDIT_WEB_USERS);
      if (await this.memberships.isMember(tx, projectSpaceId, webUserId)) throw new AlreadyMember('membershipId');
      const role = roleId && (await this.roles.find(tx, projectSpaceId, roleId));
      if (!role || former.undoUntil <= this.clock.now()) throw new UndoExpired();
      if (!canAssign(standing, role) || !isWhollyInside(standing, places)) throw new CannotChangeMember();
      const locationIds = former.locationIds.filter((id) => places.some((place) => place.id === id));
      await this.former.take(tx, former);
      await this.memberships.add(tx, {
        projectSpaceId, id: membershipId, webUserId, roleId: role.id, active, joinedAt, lastAccessDate,
      }, locationIds);
      const member = await this.memberships.find([projectSpaceId], membershipId, tx);
      if (!member) throw new Error('A member that was just put back is missing.');
      await this.hooks.runRestored(tx, actor, member);
      await this.audit.record(tx, actor, {
        projectSpaceId, action: 'membership.restored', subject: { id: webUserId, email: member.webUser.email },
        locationIds, changes: [{ field: 'role', from: null, to: role.name }],
      });
      await this.hooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_RESTORED', membershipIds: [membershipId] });
      return member;
    });
  }

  /** The recently removed, newest first; after the undo time only IDs and dates are left (MEM-5). */
  async listFormer(
    actor: Actor, projectSpaceId: string, first: number | null, after: string | null,
  ): Promise<Connection<FormerMemberRow>> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const request = pageRequest('former', { first, after });
    const page = await this.former.page(standing, this.clock.now(), request);
    return connectionOf('former', page, (row) => ({ value: row.sortValue, id: row.membershipId }),
      () => this.former.count(standing));
  }

  /** The ID of somebody who left still resolves (MEM-5). */
  async findFormer(actor: Actor, projectSpaceId: string, webUserId: string): Promise<FormerMemberRow | null> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    return isUuid(webUserId) ? await this.former.findPerson(standing, this.clock.now(), webUserId) : null;
  }
}
