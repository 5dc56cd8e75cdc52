import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import { type DeliveryRepository, type MailFact } from './delivery.repository';
import { type DeliveryService } from './delivery.service';
import { factOfSendGrid, mailIdIn, providerIdsIn, readSendGridEvent, type SendGridEvent } from './sendgrid-event';

/** Clocks differ, but not by so much: what comes from beyond would win over every later event. */
const FURTHEST_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Takes in what SendGrid tells of mails (EML-3). */
export class SendGridEvents {
  constructor(
    private readonly database: DataSource,
    private readonly rows: DeliveryRepository,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  /** The good events of a batch, in one transaction; answers with how many are about mails we sent. */
  async take(batch: unknown[]): Promise<number> {
    const horizon = this.clock.now().getTime() + FURTHEST_AHEAD_MS;
    const events = batch.map(readSendGridEvent)
      .filter((event): event is SendGridEvent => event !== null && event.timestamp * 1000 <= horizon);
    return await this.database.transaction(async (tx) => {
      const known = await this.rows.mailsNamed(tx, events.map(mailIdIn), events.map(providerIdsIn));
      const facts = events.flatMap((event, index): MailFact[] => {
        const fact = factOfSendGrid(event);
        const mailId = known[index];
        return fact && mailId ? [{ ...fact, mailId, id: `sendgrid:${event.sg_event_id}` }] : [];
      });
      await this.deliveries.record(tx, facts);
      return facts.length;
    });
  }
}
