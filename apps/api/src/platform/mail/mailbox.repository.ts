import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import type { MailMessage } from './mail-transport';
import { MailboxMessage } from './mailbox-message.entity';

const NEWEST = 200;

/** Mail caught where no transport is configured (EML-1). */
export class Mailbox {
  constructor(private readonly database: DataSource, private readonly clock: Clock) {}

  readonly store = async ({ id, to, subject, text, html }: MailMessage): Promise<void> => {
    await this.database.manager.insert(MailboxMessage, {
      id: randomUUID(), mailId: id, recipient: to, subject, text, html, at: this.clock.now(),
    });
  };

  async newest(): Promise<MailboxMessage[]> {
    return await this.database.manager.find(MailboxMessage, { order: { at: 'DESC', id: 'DESC' }, take: NEWEST });
  }
}
