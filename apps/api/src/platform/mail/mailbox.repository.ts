import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type Clock, daysAfter } from '../clock';
import type { Transaction } from '../database/data-source';
import { CLEANED_AT_ONCE } from '../jobs/daily';
import type { MailMessage } from './mail-transport';
import { MailboxMessage } from './mailbox-message.entity';

const NEWEST = 200;
/** Longer than a link lives, so that its lapse can be tried. */
const DAYS_KEPT = 60;

/** Mail caught where no transport is configured (EML-1). */
export class Mailbox {
  constructor(private readonly database: DataSource, private readonly clock: Clock) {}

  readonly store = async ({ id, to, subject, text, html }: MailMessage): Promise<void> => {
    await this.database.manager.insert(MailboxMessage, {
      id: randomUUID(), mailId: id, recipient: to, subject, text, html, at: this.clock.now(),
    });
  };

  async removeOld(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM mailbox_messages WHERE id IN (
         SELECT id FROM mailbox_messages WHERE at <= $1 LIMIT ${CLEANED_AT_ONCE})`, [daysAfter(now, -DAYS_KEPT)]);
    return count;
  }

  async newest(): Promise<MailboxMessage[]> {
    return await this.database.manager.find(MailboxMessage, { order: { at: 'DESC', id: 'DESC' }, take: NEWEST });
  }
}
