import type { DeliveryChange } from '../invitations/invitation-delivery.repository';
import type { InvitationNews } from '../invitations/invitation-hooks.service';
import type { MembershipNews } from '../memberships/membership-hooks.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { type WebhookDeliveryRepository } from './webhook-delivery.repository';
import { WebhookEvent } from './webhook-event';

const TOLD = [
  [DeliveryStatus.DELIVERED, WebhookEvent.INVITATION_DELIVERED],
  [DeliveryStatus.UNDELIVERABLE, WebhookEvent.INVITATION_UNDELIVERABLE],
] as const;

/** Writes what there is to tell in the transaction of what it tells; a worker delivers it after the commit (API-4). */
export class WebhookNewsService {
  constructor(private readonly deliveries: WebhookDeliveryRepository, private readonly clock: Clock) {}

  readonly ofInvitations = async (tx: Transaction, { projectSpaceId, event, invitationIds }: InvitationNews): Promise<void> => {
    await this.deliveries.addEvent(tx, projectSpaceId, event, invitationIds, this.clock.now());
  };

  readonly ofMembers = async (tx: Transaction, { projectSpaceId, event, membershipIds }: MembershipNews): Promise<void> => {
    await this.deliveries.addEvent(tx, projectSpaceId, event, membershipIds, this.clock.now());
  };

  readonly ofDelivery = async (tx: Transaction, changes: DeliveryChange[]): Promise<void> => {
    const now = this.clock.now();
    for (const [status, event] of TOLD) {
      const told = changes.filter(({ deliveryStatus }) => deliveryStatus === status);
      for (const projectSpaceId of new Set(told.map((change) => change.projectSpaceId))) {
        const ids = told.filter((change) => change.projectSpaceId === projectSpaceId).map(({ id }) => id);
        await this.deliveries.addEvent(tx, projectSpaceId, event, ids, now);
      }
    }
  };
}
