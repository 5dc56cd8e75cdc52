import { system } from '../access/access';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import type { Attempt } from '../platform/mail/mail-notes';
import { type DeliveryRepository, type MailFact } from './delivery.repository';
import { factOf } from './delivery-fact';

/** Told in the same transaction of the mails whose delivery status may have changed. */
type DeliveryHook = (tx: Transaction, mailIds: string[]) => Promise<void>;

const AUDITED_AT_ONCE = 1_000;

/** Notes what becomes of mails, and blocks the addresses they come back from (EML-3 to EML-5). */
export class DeliveryService {
  private readonly hooks: DeliveryHook[] = [];

  /** The operator's own addresses are never blocked. */
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly neverBlocked: string[],
  ) {}

  onDelivery(hook: DeliveryHook): void {
    this.hooks.push(hook);
  }

  /** What our own sending of mails came to; null: one was not sent, for there was nothing to say any more. */
  readonly noteOutcomes = async (tx: Transaction, attempts: Attempt[]): Promise<void> => {
    const now = this.clock.now();
    await this.count(tx, attempts.flatMap(({ mail, outcome }): MailFact[] => {
      const fact = outcome && factOf(outcome, now);
      return fact ? [{ ...fact, id: `own:${mail.id}:${mail.attempts}`, mailId: mail.id }] : [];
    }));
    await this.tell(tx, attempts.map(({ mail }) => mail.id));
  };

  /** Notes events of mails; each is counted once, however often it is told. */
  async record(tx: Transaction, facts: MailFact[]): Promise<void> {
    if (facts.length === 0) return;
    const mailIds = [...new Set(facts.map(({ mailId }) => mailId))];
    await this.deliveries.lockMails(tx, mailIds);
    await this.count(tx, facts);
    await this.tell(tx, mailIds);
  }

  private async count(tx: Transaction, facts: MailFact[]): Promise<void> {
    if (facts.length === 0) return;
    const counted = (await this.deliveries.add(tx, facts)).filter((address) => !this.neverBlocked.includes(address));
    if (counted.length === 0) return;
    await this.deliveries.lockAddresses(tx, counted);
    const blocked = await this.deliveries.blockWhereDue(tx, counted, this.clock.now());
    if (blocked.length > 0) await this.recordBlocks(tx, blocked);
  }

  private async recordBlocks(tx: Transaction, addresses: string[]): Promise<void> {
    const places = await this.deliveries.placesOf(tx, addresses);
    const entries = places.map(({ address, projectSpaceId, webUserId, locationIds }) => ({
      projectSpaceId, action: 'address.blocked', subject: { id: webUserId, email: address }, locationIds,
    }));
    for (let from = 0; from < entries.length; from += AUDITED_AT_ONCE) {
      await this.audit.record(tx, system, ...entries.slice(from, from + AUDITED_AT_ONCE));
    }
  }

  private async tell(tx: Transaction, mailIds: string[]): Promise<void> {
    for (const hook of this.hooks) await hook(tx, mailIds);
  }
}
