import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import type { Transaction } from '../database/data-source';
import type { JobQueue } from '../jobs/job-queue';
import { composeMessage } from './compose-message';
import type { MailContent } from './mail-content';
import { Mail, MailStatus } from './mail.entity';
import { MAIL_QUEUE, MAIL_QUEUE_OPTIONS, type MailJob } from './mail-outbox';
import type { MailTransport, SendResult } from './mail-transport';

/** Writes a mail at the moment it is sent; null when there is nothing to say any more. */
export type MailComposer = (mail: Mail) => Promise<MailContent | null>;

/** Told in the transaction that notes what became of a mail. */
export type MailOutcomeHook = (tx: Transaction, mail: Mail) => Promise<void>;

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * 60 * 1000;

/** Waits twice as long after each temporary failure, at most an hour. */
export function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 12));
}

export interface MailJobOptions {
  composers: Record<string, MailComposer>;
  onOutcome: MailOutcomeHook;
  /** With which every link begins. */
  publicUrl: string;
  warn: (message: string, mail: Pick<Mail, 'id' | 'kind'>) => void;
}

export class MailSender {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    private readonly options: MailJobOptions,
  ) {}

  async start(): Promise<void> {
    await this.jobs.work<MailJob>(MAIL_QUEUE, MAIL_QUEUE_OPTIONS, async (jobId, { mailId }) => {
      await this.deliver(jobId, mailId);
    });
  }

  /** At most once, but for a process that dies between the server's yes and the note of it (EML-1). */
  private async deliver(jobId: string, mailId: string): Promise<void> {
    const mail = await this.database.manager.findOneBy(Mail, { id: mailId });
    if (!mail || mail.status !== MailStatus.QUEUED) return;
    const content = await this.options.composers[mail.kind]?.(mail);
    const result = content ? await this.transport.send(await composeMessage(mail, content, this.options.publicUrl)) : null;
    await this.database.transaction(async (tx) => {
      await this.note(tx, mail, result);
      await this.jobs.complete(tx, MAIL_QUEUE, jobId);
    });
  }

  private async note(tx: Transaction, mail: Mail, result: SendResult | null): Promise<void> {
    const now = this.clock.now();
    if (result === null) {
      mail.status = MailStatus.CANCELLED;
    } else {
      mail.attempts += 1;
      mail.reply = result.reply;
      if (result.outcome === 'sent') Object.assign(mail, { status: MailStatus.SENT, sentAt: now });
      else if (result.outcome === 'refused' || now.getTime() - mail.queuedAt.getTime() > GIVE_UP_AFTER_MS) {
        mail.status = MailStatus.REFUSED;
      } else {
        this.options.warn(`mail not sent yet: ${result.reply}`, mail);
        await this.jobs.send(tx, MAIL_QUEUE, { mailId: mail.id } satisfies MailJob,
          new Date(Date.now() + waitAfter(mail.attempts)));
      }
    }
    await tx.save(mail, { reload: false });
    if (mail.status !== MailStatus.QUEUED) await this.options.onOutcome(tx, mail);
  }
}
