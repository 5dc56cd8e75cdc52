import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import { MissingKey } from '../crypto/key-ring';
import type { Transaction } from '../database/data-source';
import type { JobQueue } from '../jobs/job-queue';
import { composeMessage } from './compose-message';
import type { MailContent } from './mail-content';
import { Mail, MailStatus } from './mail.entity';
import { MAIL_QUEUE, MAIL_QUEUE_OPTIONS, type MailJob } from './mail-outbox';
import type { MailOutcome, MailTransport } from './mail-transport';

/** Writes a mail at the moment it is sent; null when there is nothing to say any more. */
export type MailComposer = (mail: Mail) => Promise<MailContent | null>;

/** Told in the transaction that notes what an attempt came to; null where there was nothing to say any more. */
export type MailOutcomeHook = (tx: Transaction, mail: Mail, outcome: MailOutcome | null) => Promise<void>;

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const HELD = 'This address is blocked; nothing was sent.';
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
  /** Whether nothing is sent to this address any more. */
  isHeld: (recipient: string) => Promise<boolean>;
  /** Told of every attempt, for the log and the metrics. */
  report: (mail: Pick<Mail, 'id' | 'kind'>, outcome: MailOutcome) => void;
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
    const outcome = await this.send(mail);
    await this.database.transaction(async (tx) => {
      await this.note(tx, mail, outcome);
      await this.jobs.complete(tx, MAIL_QUEUE, jobId);
    });
  }

  private async send(mail: Mail): Promise<MailOutcome | null> {
    const content = await this.compose(mail);
    if (!content) return null;
    if (content instanceof MissingKey) return { outcome: 'keyless', reply: content.message };
    if (await this.options.isHeld(mail.recipient)) return { outcome: 'held', reply: HELD };
    return await this.transport.send(await composeMessage(mail, content, this.options.publicUrl));
  }

  private async compose(mail: Mail): Promise<MailContent | MissingKey | null | undefined> {
    try {
      return await this.options.composers[mail.kind]?.(mail);
    } catch (error) {
      if (error instanceof MissingKey) return error;
      throw error;
    }
  }

  private async note(tx: Transaction, mail: Mail, outcome: MailOutcome | null): Promise<void> {
    const { id, attempts } = mail;
    mail.status = this.statusAfter(mail, outcome);
    if (outcome) {
      Object.assign(mail, { attempts: attempts + 1, reply: outcome.reply, providerId: outcome.providerId ?? null });
      this.options.report(mail, outcome);
    }
    if (mail.status === MailStatus.SENT) mail.sentAt = this.clock.now();
    const { status, reply, sentAt, providerId } = mail;
    await tx.update(Mail, { id }, { status, reply, sentAt, providerId, attempts: mail.attempts });
    await this.options.onOutcome(tx, mail, outcome);
    if (mail.status !== MailStatus.QUEUED) return;
    const wait = Math.max(waitAfter(mail.attempts), (outcome?.retryAfterSeconds ?? 0) * 1000);
    await this.jobs.send(tx, MAIL_QUEUE, { mailId: id } satisfies MailJob, new Date(Date.now() + wait));
  }

  private statusAfter({ queuedAt }: Mail, outcome: MailOutcome | null): MailStatus {
    if (outcome === null) return MailStatus.CANCELLED;
    if (outcome.outcome === 'sent') return MailStatus.SENT;
    if (outcome.outcome === 'misconfigured' || outcome.outcome === 'keyless') return MailStatus.QUEUED;
    const isTooOld = this.clock.now().getTime() - queuedAt.getTime() > GIVE_UP_AFTER_MS;
    return outcome.outcome === 'temporary' && !isTooOld ? MailStatus.QUEUED : MailStatus.REFUSED;
  }
}
