import type { Transaction } from '../platform/database/data-source';
import { type DeliveryChange, type InvitationDeliveryRepository } from './invitation-delivery.repository';

/** Told in the same transaction of invitations whose delivery status became another. */
type DeliveryChangeHook = (tx: Transaction, changes: DeliveryChange[]) => Promise<void>;

/** Keeps the delivery status of invitations (EML-3), and tells whoever wants to know of it. */
export class InvitationDelivery {
  private readonly hooks: DeliveryChangeHook[] = [];

  constructor(private readonly rows: InvitationDeliveryRepository) {}

  onDeliveryChange(hook: DeliveryChangeHook): void {
    this.hooks.push(hook);
  }

  readonly afterDelivery = async (tx: Transaction, mailIds: string[]): Promise<void> => {
    const changes = await this.rows.follow(tx, mailIds);
    if (changes.length === 0) return;
    for (const hook of this.hooks) await hook(tx, changes);
  };
}
