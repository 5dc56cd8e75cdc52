import { randomUUID } from 'node:crypto';
import { type AuditActor, type AuditLog } from '../audit/audit-log.service';
import { type AddressBlocks } from '../mail-delivery/address-blocks.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { type Clock, daysAfter } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { refusalOfAddress } from '../web-users/address.errors';
import { parseEmailAddress } from '../web-users/email-address';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { InvitedAccountDeactivated } from './invitation.errors';
import { type InvitationHooks } from './invitation-hooks.service';
import { InvitationState } from './invitation.entity';
import type { InvitationLink } from './invitation-link.entity';
import { type InvitationRepository } from './invitation.repository';
import { INVITATION_DAYS, newLink } from './invitation-token';
import { type SendingService } from './sending.service';

export interface AdminInvitation {
  projectSpaceId: string;
  roleId: string;
  address: string;
  account: WebUser | null;
  /** Where the address stands in what was asked. */
  field: string;
  /** What support gave as the reason. */
  reason?: string;
}

/** Inviting admins from outside a project space, in nobody's name: the operator for a new one, support for another. */
export class AdminInvitationService {
  constructor(
    private readonly people: WebUserRepository,
    private readonly invitations: InvitationRepository,
    private readonly blocks: AddressBlocks,
    private readonly sending: SendingService,
    private readonly hooks: InvitationHooks,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async lockAddress(tx: Transaction, email: string): Promise<void> {
    const parsed = parseEmailAddress(email);
    if ('address' in parsed) await this.people.lockAddresses(tx, parsed.address);
  }

  async findAccount(tx: Transaction, email: string, field: string): Promise<{ address: string; account: WebUser | null }> {
    const parsed = parseEmailAddress(email);
    if ('problem' in parsed) throw refusalOfAddress(parsed.problem, field);
    return { address: parsed.address, account: await this.people.findByAddress(parsed.address, tx) };
  }

  /** Takes the place of an open invitation, if there is one, whose link then stops working. */
  async invite(
    tx: Transaction, actor: AuditActor, { projectSpaceId, roleId, address, account, field, reason }: AdminInvitation,
  ): Promise<InvitationLink> {
    if (account?.deactivated) throw new InvitedAccountDeactivated(field);
    const refusal = await this.blocks.refusalOf(tx, address, field);
    if (refusal) throw refusal;
    await this.replaceOpen(tx, actor, { projectSpaceId, address, account, reason });
    const id = randomUUID();
    const now = this.clock.now();
    const link = newLink(this.keys, projectSpaceId, id, 1);
    await this.invitations.add(tx, {
      projectSpaceId, id, email: address, webUserId: account?.id ?? null, roleId, invitedById: null, invitedAt: now,
      lastSentAt: now, expiresAt: daysAfter(now, INVITATION_DAYS), sending: 1, status: InvitationState.OPEN, endedAt: null,
      deliveryStatus: DeliveryStatus.QUEUED,
    }, link, []);
    await this.sending.mail(tx, { projectSpaceId, id, email: address, sending: 1 });
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'invitation.created', subject: { id: account?.id, email: address }, reason,
      changes: [{ field: 'role', from: null, to: 'Admin' }],
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_CREATED', invitationIds: [id] });
    return link;
  }

  /** Ends what is open to anybody else in that role; answers with their addresses. */
  async removeOpenToOthers(
    tx: Transaction, actor: AuditActor, { projectSpaceId, roleId, address, account }: Omit<AdminInvitation, 'field' | 'reason'>,
  ): Promise<string[]> {
    const open = await this.invitations.openInRole(tx, projectSpaceId, roleId);
    const ended: string[] = [];
    for (const { id, email, webUserId } of open) {
      if (email === address || (account && webUserId === account.id)) continue;
      if (!(await this.invitations.end(tx, { projectSpaceId, id }, InvitationState.REMOVED, this.clock.now()))) continue;
      await this.audit.record(tx, actor, { projectSpaceId, action: 'invitation.removed', subject: { id: webUserId, email } });
      await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: [id] });
      ended.push(email);
    }
    return ended;
  }

  private async replaceOpen(
    tx: Transaction, actor: AuditActor, { projectSpaceId, address, account, reason }: Omit<AdminInvitation, 'roleId' | 'field'>,
  ): Promise<void> {
    const open = await this.invitations.findOpenTo(projectSpaceId, address, account?.id ?? null, tx);
    if (!open || !(await this.invitations.end(tx, open, InvitationState.REPLACED, this.clock.now()))) return;
    await this.audit.record(tx, actor, {
      projectSpaceId, action: 'invitation.replaced', subject: { id: open.webUserId, email: open.email }, reason,
      locationIds: open.locations.map(({ id }) => id),
    });
    await this.hooks.tell(tx, { projectSpaceId, event: 'INVITATION_REMOVED', invitationIds: [open.id] });
  }
}
