import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Transaction } from '../database/data-source';
import type { JobQueue, QueueOptions } from '../jobs/job-queue';
import { Mail, MailStatus } from './mail.entity';

export const MAIL_QUEUE = 'mail';
export const MAIL_QUEUE_OPTIONS: QueueOptions = { leaseSeconds: 25, batchSize: 20 };

export interface MailJob {
  mailId: string;
}

export interface NewMail {
  /** Which composer writes it. */
  kind: string;
  recipient: string;
  /** What its composer needs, ids above all; never a secret. */
  params: Record<string, string | number | boolean>;
}

/** Queues mail in the transaction of what it reports (EML-1). */
export class MailOutbox {
  constructor(private readonly jobs: JobQueue, private readonly clock: Clock) {}

  async enqueue(tx: Transaction, { kind, recipient, params }: NewMail): Promise<string> {
    const id = randomUUID();
    await tx.insert(Mail, {
      id, kind, recipient, params, status: MailStatus.QUEUED, queuedAt: this.clock.now(), sentAt: null,
      attempts: 0, reply: null,
    });
    await this.jobs.send(tx, MAIL_QUEUE, { mailId: id } satisfies MailJob);
    return id;
  }
}
