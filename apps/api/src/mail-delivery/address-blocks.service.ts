import type { Transaction } from '../platform/database/data-source';
import { type DeliveryRepository } from './delivery.repository';
import { EmailBlocked } from './mail-address.errors';

/** Which addresses nothing is sent to (EML-5). */
export class AddressBlocks {
  constructor(private readonly deliveries: DeliveryRepository, private readonly supportContact: string | null) {}

  async isBlocked(address: string, tx?: Transaction): Promise<boolean> {
    return (await this.deliveries.blockedAmong([address], tx)).length > 0;
  }

  /** Why nothing can be sent to an address, if nothing can. */
  async refusalOf(tx: Transaction, address: string, ...field: string[]): Promise<EmailBlocked | null> {
    return (await this.isBlocked(address, tx)) ? new EmailBlocked(this.supportContact, ...field) : null;
  }

  /** For a loader: of each address, whether it is blocked. */
  readonly areBlocked = async (addresses: readonly string[]): Promise<boolean[]> => {
    const blocked = new Set(await this.deliveries.blockedAmong(addresses));
    return addresses.map((address) => blocked.has(address));
  };
}
