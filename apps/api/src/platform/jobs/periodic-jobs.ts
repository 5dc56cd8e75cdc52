import type { DataSource } from 'typeorm';
import type { Clock } from '../clock';
import type { Transaction } from '../database/data-source';

export interface PeriodicJob {
  name: string;
  everySeconds: number;
  /** Does a batch; true where there is more to do in this round. */
  work(tx: Transaction, now: Date): Promise<boolean>;
}

const LOOK_EVERY_MS = 2_000;
/** Due also where the clock was set back behind the last round. */
const DUE = `(last_round <= $2::timestamptz - make_interval(secs => $3) OR last_round > $2)`;

/**
 * Work that comes round, once per round over any number of workers: whoever holds the round's row works, the others pass
 * by, and the round is noted in the transaction of its work. A worker that dies leaves the round to another.
 */
export class PeriodicJobs {
  private readonly jobs: PeriodicJob[] = [];
  private isPrepared = false;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly onError: (error: unknown, name: string) => void,
  ) {}

  add(...jobs: PeriodicJob[]): void {
    this.jobs.push(...jobs);
  }

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.runDue().catch((error: unknown) => this.onError(error, 'look')).finally(() => this.timer && this.start());
    }, LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  /** Runs what is due, one after the other; one that fails is tried again at the next look, and holds up no other. */
  async runDue(): Promise<void> {
    await this.prepare();
    for (const job of this.jobs) {
      try {
        while (await this.batch(job));
      } catch (error) {
        this.onError(error, job.name);
      }
    }
  }

  private async batch({ name, everySeconds, work }: PeriodicJob): Promise<boolean> {
    const now = this.clock.now();
    return await this.database.transaction(async (tx) => {
      if (!(await this.take(tx, name, now, everySeconds))) return false;
      if (await work(tx, now)) return true;
      await tx.query('UPDATE periodic_rounds SET last_round = $2 WHERE name = $1', [name, now]);
      return false;
    });
  }

  private async take(tx: Transaction, name: string, now: Date, everySeconds: number): Promise<boolean> {
    const due = await tx.query<unknown[]>(
      `SELECT 1 FROM periodic_rounds WHERE name = $1 AND ${DUE} FOR UPDATE SKIP LOCKED`, [name, now, everySeconds]);
    return due.length > 0;
  }

  /** Makes the rows of rounds that are new; their first is due at once. */
  private async prepare(): Promise<void> {
    if (this.isPrepared) return;
    await this.database.query(
      `INSERT INTO periodic_rounds (name, last_round) SELECT name, '-infinity' FROM unnest($1::text[]) name
       ON CONFLICT DO NOTHING`, [this.jobs.map(({ name }) => name)]);
    this.isPrepared = true;
  }
}
