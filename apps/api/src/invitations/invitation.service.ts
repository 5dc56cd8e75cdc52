import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireAnyOf, requireFound, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import { eachOf } from '../access/each-of';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditActor, type AuditLog } from '../audit/audit-log.service';
import { insideOnly, keepingOutside } from '../locations/area';
import type { LocationRow } from '../locations/location.repository';
import { type LocationService } from '../locations/location.service';
import { type AddressBlocks } from '../mail-delivery/address-blocks.service';
import type { MembershipEnding } from '../memberships/membership-hooks.service';
import { type MembershipService } from '../memberships/membership.service';
import type { MembershipRow } from '../memberships/membership-row.repository';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, type PageArguments, pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { type RefusalRecord, refuseTogether } from '../platform/refusal';
import { RoleNotAvailable } from '../roles/role.errors';
import { type RoleService } from '../roles/role.service';
import type { WebUserRow } from '../web-users/web-user.entity';
import { CannotChangeInvitation } from './invitation.errors';
import { type InvitationHooks } from './invitation-hooks.service';
import { InvitationState } from './invitation.entity';
import { type InvitationFilter, type InvitationOrder, InvitationStatus } from './invitation-list.repository';
import { canChangeRole, canEdit, canRemove, canResend, canSee, isExpired } from './invitation.policy';
import { type InvitationRepository } from './invitation.repository';
import type { InvitationRow } from './invitation-row.repository';
import { type SendingService } from './sending.service';

/** What became of one address or invitation of several. */
export interface InvitationOutcome {
  email: string;
  invitation?: InvitationRow;
  userErrors: RefusalRecord[];
}

export interface InvitationChange {
  invitationId: string;
  roleId?: string | null;
  locationIds?: string[] | null;
}

/** The pending list and what its rows offer (INV-4, INV-12). */
export class InvitationService {
  constructor(
    private readonly database: DataSource,
    private readonly invitations: InvitationRepository,
    private readonly members: MembershipService,
    private readonly sending: SendingService,
    private readonly blocks: AddressBlocks,
    private readonly roles: RoleService,
    private readonly locations: LocationService,
    private readonly hooks: InvitationHooks,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(
    actor: Actor, projectSpaceId: string, asked: PageArguments, filter: InvitationFilter, order: InvitationOrder,
  ): Promise<Connection<InvitationRow>> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const list = `invitations:${order.field}:${order.direction}`;
    const request = pageRequest(list, asked);
    const narrowed = {
      ...filter, roleIds: filter.roleIds?.filter(isUuid), locationIds: filter.locationIds?.filter(isUuid),
      invitedByIds: filter.invitedByIds?.filter(isUuid),
    };
    const now = this.clock.now();
    const page = await this.invitations.page(standing, narrowed, order, now, request);
    return connectionOf(list, page, (row) => ({ value: row.sortValue, id: row.id }),
      () => this.invitations.count(standing, narrowed, now));
  }

  async find(actor: Actor, projectSpaceId: string, id: string): Promise<InvitationRow | null> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const invitation = isUuid(id) ? await this.invitations.findOpen([projectSpaceId], id) : null;
    return invitation && canSee(standing, invitation) ? invitation : null;
  }

  /** Those of its locations that the viewer sees (ROL-7). */
  locationsOf(actor: Actor, { projectSpaceId, locations }: InvitationRow): LocationRow[] {
    const standing = standingIn(actor, projectSpaceId);
    return standing ? insideOnly(standing, locations) : [];
  }

  async inviterOf(context: RequestContext, { projectSpaceId, invitedBy }: InvitationRow): Promise<WebUserRow | null> {
    return await this.members.personIn(context, projectSpaceId, invitedBy?.id ?? null);
  }

  async inviterIdOf(context: RequestContext, { projectSpaceId, invitedBy }: InvitationRow): Promise<string | null> {
    return await this.members.personIdIn(context, projectSpaceId, invitedBy?.id ?? null);
  }

  /** Changes role or locations: sends no mail and does not touch the clock. */
  async change(actor: Actor, input: InvitationChange): Promise<InvitationRow> {
    return await this.database.transaction(async (tx) => {
      const { invitation, standing } = await this.lock(tx, actor, input.invitationId);
      const roleChanges = input.roleId != null && input.roleId !== invitation.role.id;
      const isAllowed = roleChanges ? canChangeRole(standing, invitation) : canEdit(standing, invitation);
      if (!isAllowed) throw new CannotChangeInvitation();
      const role = roleChanges ? await this.roles.findAssignable(tx, standing, input.roleId ?? '') : invitation.role;
      const chosen = input.locationIds == null ? null : [...new Set(input.locationIds)];
      refuseTogether(
        role instanceof RoleNotAvailable ? role : null,
        chosen && (await this.locations.refusalOf(tx, standing, chosen)));
      if (role instanceof RoleNotAvailable) throw role;
      const locationIds = chosen && keepingOutside(standing, invitation.locations, chosen);
      await this.invitations.change(tx, invitation, { roleId: role.id });
      if (locationIds) await this.invitations.replaceLocations(tx, invitation, locationIds);
      await this.recordChange(tx, actor, invitation, role.name, locationIds);
      return await this.sending.get(tx, invitation.projectSpaceId, invitation.id);
    });
  }

  async resend(actor: Actor, invitationId: string): Promise<InvitationRow> {
    return await this.database.transaction(async (tx) => {
      const { invitation, standing } = await this.lock(tx, actor, invitationId);
      if (!canResend(standing, invitation, this.clock.now())) throw new CannotChangeInvitation();
      const refusal = await this.blocks.refusalOf(tx, invitation.email, 'invitationId');
      if (refusal) throw refusal;
      return await this.sending.resend(tx, actor, invitation, 'invitationId');
    });
  }

  /** Deleting ends the link at once. */
  async remove(actor: Actor, invitationId: string): Promise<InvitationRow> {
    return await this.database.transaction(async (tx) => {
      const { invitation, standing } = await this.lock(tx, actor, invitationId);
      if (!canRemove(standing, invitation)) throw new CannotChangeInvitation();
      await this.end(tx, actor, invitation, InvitationState.REMOVED, 'invitation.removed');
      return invitation;
    });
  }

  async resendMany(actor: Actor, ids: string[]): Promise<{ outcomes: InvitationOutcome[] }> {
    return await this.each(ids, async (id) => await this.resend(actor, id));
  }

  async removeMany(actor: Actor, ids: string[]): Promise<{ outcomes: InvitationOutcome[] }> {
    return await this.each(ids, async (id) => await this.remove(actor, id));
  }

  private async each(ids: string[], work: (id: string) => Promise<InvitationRow>) {
    const outcomes = await eachOf(ids, 'invitationIds', 'invitationId', work);
    return {
      outcomes: outcomes.map(({ value, userErrors }) => ({ email: value?.email ?? '', invitation: value, userErrors })),
    };
  }

  statusOf(invitation: InvitationRow): InvitationStatus {
    return isExpired(invitation, this.clock.now()) ? InvitationStatus.EXPIRED : InvitationStatus.PENDING;
  }

  viewerCan(actor: Actor, invitation: InvitationRow): { edit: boolean; resend: boolean; remove: boolean } {
    const standing = standingIn(actor, invitation.projectSpaceId);
    if (!standing) return { edit: false, resend: false, remove: false };
    return {
      edit: canEdit(standing, invitation),
      resend: canResend(standing, invitation, this.clock.now()),
      remove: canRemove(standing, invitation),
    };
  }

  async sentCountOf(context: RequestContext, member: MembershipRow): Promise<number> {
    const standing = standingIn(context.actor, member.projectSpaceId);
    if (!standing) return 0;
    const counts = context.loader(
      async (people) => await this.invitations.sentCounts(standing, people), `invitations sent in ${member.projectSpaceId}`);
    return (await counts.load(member.webUserId))?.count ?? 0;
  }

  /** INV-13: the invitations a removed or deactivated member sent go too, if that was wanted. */
  readonly afterMembershipEnding = async (
    tx: Transaction, actor: AuditActor, { member, removeSentInvitations }: MembershipEnding,
  ): Promise<void> => {
    if (!removeSentInvitations) return;
    const standing = 'kind' in actor && actor.kind !== 'staff' ? standingIn(actor, member.projectSpaceId) : null;
    for (const sent of await this.invitations.openSentBy(tx, member.projectSpaceId, member.webUserId)) {
      if (standing && !canRemove(standing, sent)) continue;
      await this.end(tx, actor, sent, InvitationState.REMOVED, 'invitation.removed');
    }
  };

  /** MEM-3: who is a member again needs no invitation. */
  readonly afterMembershipRestored = async (
    tx: Transaction, actor: AuditActor, member: MembershipRow,
  ): Promise<void> => {
    const open = await this.invitations.findOpenTo(member.projectSpaceId, member.webUser.email, member.webUserId, tx);
    if (open) await this.end(tx, actor, open, InvitationState.REPLACED, 'invitation.replaced');
  };

  private async end(
    tx: Transaction, actor: AuditActor,
    invitation: Pick<InvitationRow, 'projectSpaceId' | 'id' | 'email' | 'webUserId' | 'locations'>, state: InvitationState, action: string,
  ): Promise<void> {
    const { projectSpaceId, email, webUserId } = invitation;
    if (!(await this.invitations.end(tx, invitation, state, this.clock.now()))) return;
    await this.audit.record(tx, actor, {
      projectSpaceId, action, subject: { id: webUserId, email }, locationIds: invitation.locations.map(({ id }) => id),
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: [invitation.id] });
  }

  /** An invitation that another takes the place of (INV-17). */
  async replace(tx: Transaction, actor: Actor, invitation: InvitationRow): Promise<void> {
    await this.end(tx, actor, invitation, InvitationState.REPLACED, 'invitation.replaced');
  }

  async lock(
    tx: Transaction, actor: Actor, id: string,
  ): Promise<{ invitation: InvitationRow; standing: Standing }> {
    const seen = isUuid(id) ? await this.invitations.findOpen(projectSpaceIdsOf(actor), id, tx) : null;
    const { thing: invitation, standing } = requireFound(actor, seen, Permission.EDIT_WEB_USERS, 'invitationId', canSee);
    return { invitation, standing };
  }

  private async recordChange(
    tx: Transaction, actor: Actor, invitation: InvitationRow, roleName: string, locationIds: string[] | null,
  ): Promise<void> {
    const { projectSpaceId } = invitation;
    const before = await this.locations.codesOf(tx, projectSpaceId, invitation.locations.map(({ id }) => id));
    const after = locationIds ? await this.locations.codesOf(tx, projectSpaceId, locationIds) : before;
    const changes = changesBetween(
      { role: invitation.role.name, locations: before }, { role: roleName, locations: after });
    if (changes.length === 0) return;
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'invitation.changed', changes,
      subject: { id: invitation.webUserId, email: invitation.email },
      locationIds: [...invitation.locations.map(({ id }) => id), ...(locationIds ?? [])],
    });
  }
}
