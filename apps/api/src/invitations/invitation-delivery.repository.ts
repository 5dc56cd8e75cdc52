import { STATUS_OF_MAIL } from '../mail-delivery/delivery.repository';
import type { DeliveryStatus } from '../mail-delivery/delivery-status';
import type { Transaction } from '../platform/database/data-source';
import type { Invitation } from './invitation.entity';

/** An open invitation whose delivery status became another. */
export interface DeliveryChange extends Pick<Invitation, 'projectSpaceId' | 'id' | 'email' | 'invitedById'> {
  deliveryStatus: DeliveryStatus;
}

export class InvitationDeliveryRepository {
  /** The status is that of the invitation's latest mail, reminders included; earlier ones only join the time line (EML-3). */
  async follow(tx: Transaction, mailIds: string[]): Promise<DeliveryChange[]> {
    const [rows] = await tx.query<[DeliveryChange[], number]>(
      `UPDATE invitations i SET delivery_status = s.status
       FROM (SELECT m.project_space_id, m.invitation_id, m.recipient, ${STATUS_OF_MAIL} AS status FROM mails m
             WHERE m.id = ANY($1::uuid[]) AND m.invitation_id IS NOT NULL AND m.status <> 'CANCELLED'
               AND NOT EXISTS (SELECT 1 FROM mails later
                 WHERE later.invitation_id = m.invitation_id AND later.recipient = m.recipient
                   AND later.status <> 'CANCELLED' AND later.queued_at > m.queued_at)) s
       WHERE i.project_space_id = s.project_space_id AND i.id = s.invitation_id AND i.email = s.recipient
         AND i.status = 'OPEN' AND i.delivery_status <> s.status
       RETURNING i.project_space_id AS "projectSpaceId", i.id, i.email, i.invited_by_id AS "invitedById",
         i.delivery_status AS "deliveryStatus"`, [mailIds]);
    return rows;
  }
}
