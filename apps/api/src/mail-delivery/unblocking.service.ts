import type { DataSource } from 'typeorm';
import { Invalid } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { refusalOfNote } from '../access/support-note';
import { type AuditLog } from '../audit/audit-log.service';
import { refuseTogether } from '../platform/refusal';
import type { SuppressionLists } from '../platform/mail/suppression-lists';
import { parseEmailAddress } from '../web-users/email-address';
import { type AddressRecord, type AddressRecordRepository } from './address-record.repository';
import { type DeliveryRepository } from './delivery.repository';

const refusalOfAddress = () => new Invalid('This is not an email address. Write it like name@example.org.', 'email');

/** Looking up and unblocking addresses, for support only (SUP-2, EML-6). */
export class UnblockingService {
  constructor(
    private readonly database: DataSource,
    private readonly deliveries: DeliveryRepository,
    private readonly records: AddressRecordRepository,
    /** Null where mail does not go through a provider that keeps lists. */
    private readonly lists: SuppressionLists | null,
    private readonly audit: AuditLog,
  ) {}

  /** All that is known of mail to an address; null where a text is none. */
  async lookUp(email: string): Promise<AddressRecord | null> {
    const parsed = parseEmailAddress(email);
    return 'problem' in parsed ? null : await this.records.of(parsed.address);
  }

  /**
   * Clears what counted against an address and takes it off the provider's lists too; answers with what went wrong
   * there, for support to know.
   */
  async unblock(staff: Staff, email: string, reason: string): Promise<string | null> {
    const parsed = parseEmailAddress(email);
    refuseTogether('problem' in parsed ? refusalOfAddress() : null, refusalOfNote(reason, 'The reason', 'reason'));
    const address = 'address' in parsed ? parsed.address : '';
    await this.database.transaction(async (tx) => {
      await this.deliveries.lockAddresses(tx, [address]);
      await this.deliveries.unblock(tx, address);
      const places = await this.deliveries.placesOf(tx, [address]);
      const spaces = places.length > 0 ? [] : await this.deliveries.spacesWithMailTo(tx, address);
      await this.audit.record(tx, staff, ...[
        ...places, ...spaces.map((projectSpaceId) => ({ projectSpaceId, webUserId: null, locationIds: [] })),
      ].map(({ projectSpaceId, webUserId, locationIds }) => ({
        projectSpaceId, action: 'address.unblocked', subject: { id: webUserId, email: address }, locationIds, reason: reason.trim(),
      })));
    });
    return (await this.lists?.clear(address)) ?? null;
  }
}
