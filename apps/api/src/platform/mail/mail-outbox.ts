import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Transaction } from '../database/data-source';
import { insertMany } from '../database/insert-many';
import type { JobQueue, QueueOptions } from '../jobs/job-queue';
import { Mail, MailStatus } from './mail.entity';

export const MAIL_QUEUE = 'mail';
/** How many mails are on their way to the provider at the same time, in each process. */
export const MAIL_LINES = 10;
/** More than those are made ready and noted together. */
export const MAIL_QUEUE_OPTIONS: QueueOptions = { leaseSeconds: 25, batchSize: 6 * MAIL_LINES, fetchedFrom: 2 * MAIL_LINES };

export interface MailJob {
  mailId: string;
}

export interface NewMail {
  /** Which composer writes it. */
  kind: string;
  recipient: string;
  /** What its composer needs, ids above all; never a secret. */
  params: Record<string, string | number | boolean>;
  /** Until when it waits. */
  heldUntil?: Date | null;
}

const ROWS_AT_ONCE = 1_000;

/** Queues mail in the transaction of what it reports (EML-1). */
export class MailOutbox {
  constructor(private readonly jobs: JobQueue, private readonly clock: Clock) {}

  async enqueue(tx: Transaction, mail: NewMail): Promise<string> {
    const row = this.rowOf(mail, this.clock.now());
    await tx.insert(Mail, row);
    await this.jobs.send(tx, MAIL_QUEUE, { mailId: row.id } satisfies MailJob);
    return row.id;
  }

  /** Any number of mails in few statements; one that is held gets its job when its time has come. */
  async enqueueAll(tx: Transaction, mails: NewMail[]): Promise<void> {
    const now = this.clock.now();
    for (let from = 0; from < mails.length; from += ROWS_AT_ONCE) {
      const rows = mails.slice(from, from + ROWS_AT_ONCE).map((mail) => this.rowOf(mail, now));
      await insertMany(tx, Mail, rows);
      await this.start(tx, rows.filter(({ heldUntil }) => heldUntil === null));
    }
  }

  /** Lets go what was held until now; true where there may be more. */
  async release(tx: Transaction, now: Date): Promise<boolean> {
    const [rows] = await tx.query<[Pick<Mail, 'id'>[], number]>(
      `UPDATE mails SET held_until = NULL, queued_at = $1 WHERE id IN (
         SELECT id FROM mails WHERE held_until <= $1 ORDER BY held_until LIMIT ${ROWS_AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING id`, [now]);
    await this.start(tx, rows);
    return rows.length === ROWS_AT_ONCE;
  }

  private async start(tx: Transaction, mails: Pick<Mail, 'id'>[]): Promise<void> {
    await this.jobs.sendAll(tx, MAIL_QUEUE, mails.map(({ id }): MailJob => ({ mailId: id })));
  }

  private rowOf({ kind, recipient, params, heldUntil = null }: NewMail, queuedAt: Date): Mail {
    return {
      id: randomUUID(), kind, recipient, params, status: MailStatus.QUEUED, queuedAt, sentAt: null,
      attempts: 0, reply: null, providerId: null, heldUntil,
    };
  }
}
