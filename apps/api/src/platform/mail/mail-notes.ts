import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import { isDatabaseUnavailable } from '../database/constraint-refusals';
import type { Transaction } from '../database/data-source';
import type { JobQueue } from '../jobs/job-queue';
import { type Mail, MailStatus } from './mail.entity';
import { MAIL_QUEUE, type MailJob } from './mail-outbox';
import type { MailOutcome } from './mail-transport';

/** What an attempt came to; null where there was nothing to say any more. */
export interface Attempt {
  mail: Mail;
  outcome: MailOutcome | null;
}

export interface MailNotesOptions {
  /** Told in the transaction that notes what attempts came to. */
  onOutcomes: (tx: Transaction, attempts: Attempt[]) => Promise<void>;
  /** Told of every attempt, for the log and the metrics. */
  report: (mail: Pick<Mail, 'id' | 'kind'>, outcome: MailOutcome) => void;
}

interface Waiting extends Attempt {
  jobId: string;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const DATABASE_AGAIN_MS = 300;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * 60 * 1000;

/** Waits twice as long after each temporary failure, at most an hour. */
export function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 12));
}

/** Notes what became of mails: what comes in while one transaction is at work is noted by the next, all of it together. */
export class MailNotes {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly options: MailNotesOptions,
  ) {}

  /** Answers once it is noted, and the job ended with it. */
  async add(attempt: Attempt & { jobId: string }): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ ...attempt, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const together = this.waiting;
      this.waiting = [];
      await this.noteAll(together).catch(async (error: unknown) => await this.noteEach(together, error));
    }
    this.isWriting = false;
  }

  /** While the database is out of reach what was sent waits here: given back to the queue it would be sent again (EML-1). */
  private async waitForDatabase(all: Waiting[], error: unknown): Promise<void> {
    const isSent = ({ outcome }: Waiting) => outcome?.outcome === 'sent';
    for (const one of all) if (!isSent(one)) one.reject(error);
    this.waiting.unshift(...all.filter(isSent));
    await sleep(DATABASE_AGAIN_MS);
  }

  /** What cannot be noted holds nothing else up. */
  private async noteEach(all: Waiting[], error: unknown): Promise<void> {
    if (isDatabaseUnavailable(error)) await this.waitForDatabase(all, error);
    else if (all.length === 1) all[0]?.reject(error);
    else for (const one of all) await this.noteAll([one]).catch(async (fault: unknown) => await this.noteEach([one], fault));
  }

  private async noteAll(all: Waiting[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const attempts = all.map(({ mail, outcome }): Attempt => ({ mail: this.after(mail, outcome), outcome }));
      await save(tx, attempts.map(({ mail }) => mail));
      await this.options.onOutcomes(tx, attempts);
      for (const attempt of attempts) await this.tryAgain(tx, attempt);
      await this.jobs.complete(tx, MAIL_QUEUE, ...all.map(({ jobId }) => jobId));
    });
    for (const { mail, outcome, resolve } of all) {
      if (outcome) this.options.report(mail, outcome);
      resolve();
    }
  }

  private async tryAgain(tx: Transaction, { mail: { id, status, attempts }, outcome }: Attempt): Promise<void> {
    if (status !== MailStatus.QUEUED) return;
    const wait = Math.max(waitAfter(attempts), (outcome?.retryAfterSeconds ?? 0) * 1000);
    await this.jobs.send(tx, MAIL_QUEUE, { mailId: id } satisfies MailJob, new Date(Date.now() + wait));
  }

  private after(mail: Mail, outcome: MailOutcome | null): Mail {
    const status = this.statusAfter(mail, outcome);
    const sentAt = status === MailStatus.SENT ? this.clock.now() : mail.sentAt;
    if (!outcome) return { ...mail, status };
    const reply = outcome.reply.replaceAll(/\p{Cc}+/gu, ' ').trim();
    return { ...mail, status, sentAt, attempts: mail.attempts + 1, reply, providerId: outcome.providerId ?? null };
  }

  private statusAfter({ queuedAt }: Mail, outcome: MailOutcome | null): MailStatus {
    if (outcome === null) return MailStatus.CANCELLED;
    if (outcome.outcome === 'sent') return MailStatus.SENT;
    if (outcome.outcome === 'misconfigured' || outcome.outcome === 'keyless') return MailStatus.QUEUED;
    const isTooOld = this.clock.now().getTime() - queuedAt.getTime() > GIVE_UP_AFTER_MS;
    return outcome.outcome === 'temporary' && !isTooOld ? MailStatus.QUEUED : MailStatus.REFUSED;
  }
}

/** In one statement; in the order of their ids, as whoever else notes something of mails takes them. */
async function save(tx: Transaction, mails: Mail[]): Promise<void> {
  await tx.query(
    `WITH locked AS MATERIALIZED (SELECT id FROM mails WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE)
     UPDATE mails m SET status = n.status, reply = n.reply, sent_at = n.sent_at, provider_id = n.provider_id, attempts = n.attempts
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::int[])
       AS n (id, status, reply, sent_at, provider_id, attempts)
     JOIN locked ON locked.id = n.id WHERE m.id = n.id`,
    [
      mails.map(({ id }) => id), mails.map(({ status }) => status), mails.map(({ reply }) => reply),
      mails.map(({ sentAt }) => sentAt), mails.map(({ providerId }) => providerId), mails.map(({ attempts }) => attempts),
    ]);
}
