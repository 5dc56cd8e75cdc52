import type { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { Transaction } from '../platform/database/data-source';
import { parseEmailAddress } from '../web-users/email-address';
import { CannotChangeInvitation, NotUndeliverable } from './invitation.errors';
import { canChangeRole } from './invitation.policy';
import type { InvitationRow } from './invitation-row.repository';
import type { InvitationChange, InvitationService } from './invitation.service';
import { type InviteService } from './invite.service';

interface Correction extends InvitationChange {
  email: string;
}

const isSameAddress = (email: string, invitation: InvitationRow) => {
  const parsed = parseEmailAddress(email);
  return 'address' in parsed && parsed.address === invitation.email;
};

/** Changing an invitation, its address included (INV-4, INV-17). */
export class CorrectionService {
  constructor(
    private readonly database: DataSource,
    private readonly invitations: InvitationService,
    private readonly invite: InviteService,
  ) {}

  async change(actor: Actor, { email, ...change }: InvitationChange & { email?: string | null }): Promise<InvitationRow> {
    if (email == null) return await this.invitations.change(actor, change);
    try {
      return await this.database.transaction(async (tx) => await this.correct(tx, actor, { email, ...change }));
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  /** A new invitation with the same role and locations takes the place of the undeliverable one, and is mailed. */
  private async correct(tx: Transaction, actor: Actor, { invitationId, email, roleId, locationIds }: Correction) {
    await this.invite.lockAddress(tx, email);
    const { invitation, standing } = await this.invitations.lock(tx, actor, invitationId);
    if (!canChangeRole(standing, invitation)) throw new CannotChangeInvitation();
    const isUndeliverable = invitation.undeliverable || invitation.deliveryStatus === DeliveryStatus.UNDELIVERABLE;
    if (!isUndeliverable || isSameAddress(email, invitation)) throw new NotUndeliverable();
    await this.invitations.replace(tx, actor, invitation);
    return await this.invite.offer(tx, actor, standing, {
      projectSpaceId: invitation.projectSpaceId, email, roleId: roleId ?? invitation.role.id,
      locationIds: locationIds ?? invitation.locations.map(({ id }) => id),
    });
  }
}
