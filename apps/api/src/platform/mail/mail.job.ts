import DataLoader from 'dataloader';
import { type DataSource, In } from 'typeorm';
import type { Clock } from '../clock';
import { MissingKey } from '../crypto/key-ring';
import type { JobQueue } from '../jobs/job-queue';
import { Places } from '../jobs/places';
import { composeMessage } from './compose-message';
import type { MailContent } from './mail-content';
import { MailNotes, type MailNotesOptions } from './mail-notes';
import { Mail, MailStatus } from './mail.entity';
import { MAIL_LINES, MAIL_QUEUE, MAIL_QUEUE_OPTIONS, type MailJob } from './mail-outbox';
import type { MailOutcome, MailTransport } from './mail-transport';

/** Writes a mail at the moment it is sent; null when there is nothing to say any more. */
export type MailComposer = (mail: Mail) => Promise<MailContent | null>;

const HELD = 'This address is blocked; nothing was sent.';
/** With the time that a send takes at most, shorter than the lease of its job. */
const LINE_WITHIN_MS = 4_000;

export interface MailJobOptions extends Pick<MailNotesOptions, 'onOutcomes' | 'report'> {
  composers: Record<string, MailComposer>;
  /** With which every link begins. */
  publicUrl: string;
  /** Of each address, whether nothing is sent to it any more. */
  areHeld: (recipients: readonly string[]) => Promise<boolean[]>;
}

/** Sends mail; what is looked up for many at the same moment is looked up in one statement. */
export class MailSender {
  private readonly lines = new Places(MAIL_LINES);
  private readonly notes: MailNotes;
  /** What left, until it is noted: should its job come again first, it is noted then, and not sent again. */
  private readonly unnoted = new Map<string, MailOutcome>();
  private readonly mails = new DataLoader(
    async (ids: readonly string[]) => {
      const rows = await this.database.manager.findBy(Mail, { id: In([...ids]) });
      const byId = new Map(rows.map((mail) => [mail.id, mail]));
      return ids.map((id) => byId.get(id) ?? null);
    }, { cache: false });
  private readonly held: DataLoader<string, boolean>;

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly transport: MailTransport,
    clock: Clock,
    private readonly options: MailJobOptions,
  ) {
    this.notes = new MailNotes(database, jobs, clock, options);
    this.held = new DataLoader(options.areHeld, { cache: false });
  }

  async start(): Promise<void> {
    await this.jobs.work<MailJob>(MAIL_QUEUE, MAIL_QUEUE_OPTIONS, async (jobId, { mailId }) => {
      await this.deliver(jobId, mailId, Date.now() + LINE_WITHIN_MS);
    });
  }

  /** What has not left yet waits for the next worker; what is leaving is still noted. */
  stop(): void {
    this.lines.close();
  }

  /** At most once, but for a process that dies between the server's yes and the note of it (EML-1). */
  private async deliver(jobId: string, mailId: string, beginBy: number): Promise<void> {
    const mail = await this.mails.load(mailId);
    if (!mail || mail.status !== MailStatus.QUEUED) {
      this.unnoted.delete(mailId);
      return;
    }
    const outcome = this.unnoted.get(mailId) ?? await this.send(mail, beginBy);
    if (outcome?.outcome === 'sent') this.unnoted.set(mailId, outcome);
    await this.notes.add({ jobId, mail, outcome });
    this.unnoted.delete(mailId);
  }

  private async send(mail: Mail, beginBy: number): Promise<MailOutcome | null> {
    const content = await this.compose(mail);
    if (!content) return null;
    if (content instanceof MissingKey) return { outcome: 'keyless', reply: content.message };
    if (await this.held.load(mail.recipient)) return { outcome: 'held', reply: HELD };
    const message = await composeMessage(mail, content, this.options.publicUrl);
    return await this.lines.within(beginBy, async () => await this.transport.send(message));
  }

  private async compose(mail: Mail): Promise<MailContent | MissingKey | null | undefined> {
    try {
      return await this.options.composers[mail.kind]?.(mail);
    } catch (error) {
      if (error instanceof MissingKey) return error;
      throw error;
    }
  }
}
