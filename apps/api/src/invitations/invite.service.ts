import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { requireIdentified, requirePermission } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import { eachOf } from '../access/each-of';
import { Permission } from '../access/permission';
import { type AuditLog } from '../audit/audit-log.service';
import { type LocationService } from '../locations/location.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import { Refusal, refuseTogether } from '../platform/refusal';
import { RoleNotAvailable } from '../roles/role.errors';
import type { RoleRow } from '../roles/role.repository';
import { type RoleService } from '../roles/role.service';
import { type AddressFinding, type InvitationAddressService } from './invitation-address.service';
import { AlreadyInvited } from './invitation.errors';
import { type InvitationHooks } from './invitation-hooks.service';
import { InvitationState } from './invitation.entity';
import { canChangeRole } from './invitation.policy';
import { type InvitationRepository } from './invitation.repository';
import type { InvitationRow } from './invitation-row.repository';
import { INVITATION_DAYS, newLink } from './invitation-token';
import { type SendingService } from './sending.service';

export interface NewInvitation {
  projectSpaceId: string;
  email: string;
  roleId: string;
  locationIds?: string[] | null;
}

/** Inviting web users (INV-1). */
export class InviteService {
  constructor(
    private readonly database: DataSource,
    private readonly invitations: InvitationRepository,
    private readonly addresses: InvitationAddressService,
    private readonly sending: SendingService,
    private readonly roles: RoleService,
    private readonly locations: LocationService,
    private readonly hooks: InvitationHooks,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Of two at the same moment the unique index lets one win (INV-2). */
  async invite(actor: Actor, input: NewInvitation): Promise<InvitationRow> {
    const standing = requirePermission(actor, input.projectSpaceId, Permission.EDIT_WEB_USERS);
    try {
      return await this.database.transaction(async (tx) => {
        await this.lockAddress(tx, input.email);
        return await this.offer(tx, actor, standing, input);
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  /** Each address has its own outcome; one that is refused holds up no other. */
  async inviteMany(actor: Actor, { emails, ...common }: Omit<NewInvitation, 'email'> & { emails: string[] }) {
    requirePermission(actor, common.projectSpaceId, Permission.EDIT_WEB_USERS);
    const outcomes = await eachOf(emails, 'emails', 'email', async (email) => await this.invite(actor, { ...common, email }));
    return {
      outcomes: outcomes.map(({ input, value, userErrors }) => ({
        email: value?.email ?? input, invitation: value, userErrors,
      })),
    };
  }

  async lockAddress(tx: Transaction, email: string): Promise<void> {
    await this.addresses.lock(tx, email);
  }

  /** Within a transaction that holds the address. */
  async offer(
    tx: Transaction, actor: Actor, standing: Standing, input: NewInvitation,
  ): Promise<InvitationRow> {
    const { projectSpaceId } = standing;
    const finding = this.mayRevive(standing, await this.addresses.judge(tx, projectSpaceId, input.email));
    const role = await this.roles.findAssignable(tx, standing, input.roleId);
    const locationIds = [...new Set(input.locationIds ?? [])];
    refuseTogether(
      finding instanceof Refusal ? finding : null,
      role instanceof RoleNotAvailable ? role : null,
      await this.locations.refusalOf(tx, standing, locationIds));
    if (finding instanceof Refusal) throw finding;
    if (role instanceof RoleNotAvailable) throw role;
    return finding.expired
      ? await this.revive(tx, actor, finding.expired, role, locationIds)
      : await this.create(tx, actor, projectSpaceId, finding, role, locationIds);
  }

  /** Reviving changes an invitation, so the role it carries must be one the actor could assign (ROL-4). */
  private mayRevive(standing: Standing, finding: AddressFinding | Refusal): AddressFinding | Refusal {
    if (finding instanceof Refusal || !finding.expired || canChangeRole(standing, finding.expired)) return finding;
    return new AlreadyInvited();
  }

  private async create(
    tx: Transaction, actor: Actor, projectSpaceId: string, { address, account }: AddressFinding, role: RoleRow,
    locationIds: string[],
  ): Promise<InvitationRow> {
    const id = randomUUID();
    const now = this.clock.now();
    await this.invitations.add(tx, {
      projectSpaceId, id, email: address, webUserId: account?.id ?? null, roleId: role.id,
      invitedById: requireIdentified(actor).webUserId, invitedAt: now, lastSentAt: now,
      expiresAt: daysAfter(now, INVITATION_DAYS), sending: 1, status: InvitationState.OPEN, endedAt: null,
      deliveryStatus: DeliveryStatus.QUEUED,
    }, newLink(this.keys, projectSpaceId, id, 1), locationIds);
    await this.sending.mailWithinLimits(tx, actor, { projectSpaceId, id, email: address, sending: 1 }, 'email');
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'invitation.created', subject: { id: account?.id, email: address }, locationIds,
      changes: [
        { field: 'role', from: null, to: role.name },
        { field: 'locations', from: null, to: await this.locations.codesOf(tx, projectSpaceId, locationIds) },
      ].filter(({ to }) => to !== null),
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_CREATED', invitationIds: [id] });
    return await this.sending.get(tx, projectSpaceId, id);
  }

  private async revive(
    tx: Transaction, actor: Actor, expired: InvitationRow, role: RoleRow, locationIds: string[],
  ): Promise<InvitationRow> {
    await this.invitations.change(tx, expired, { roleId: role.id });
    await this.invitations.replaceLocations(tx, expired, locationIds);
    return await this.sending.resend(tx, actor, expired, 'email');
  }
}
