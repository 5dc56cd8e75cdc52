import { setTimeout as sleep } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { Transaction } from '../database/data-source';

export interface QueueOptions {
  /** Longer than any handler's own deadline: work of a killed process returns after it. */
  leaseSeconds: number;
  /** How many jobs are worked on side by side. */
  batchSize: number;
  /** How many of these places are free before more jobs are fetched: one, unless work is better done by the dozen. */
  fetchedFrom?: number;
  /** The field of its data by which jobs take turns: those of one value, however many, hold up another's first by one job. */
  turnsBy?: string;
}

export type JobHandler<Data> = (jobId: string, data: Data) => Promise<void>;

const POLLING_MS = 500;
/** A round that comes a moment early is left out: twice this, after the lease, is the longest that a killed process's job waits. */
const MAINTENANCE_SECONDS = 1;
const LEASES_BEFORE_GIVING_UP = 1_000;
const STOP_MS = 5_000;
/** In the order in which jobs are fetched: however many wait, the next are found at once. */
const NEXT_JOB_INDEX = `CREATE INDEX IF NOT EXISTS usher_next_job ON pgboss.job (name, priority DESC, created_on, id) WHERE state < 'active'`;

/**
 * Start-time fair queueing: a job stands one behind the last of its own, ended ones too, and not before where the queue has
 * come to, so that nobody who comes again and again goes before those that have waited all the while.
 */
const TURN = `SELECT least(min(priority) FILTER (WHERE data->>$2 = $3) - 1, coalesce(
    min(priority) FILTER (WHERE state = 'active'), max(priority) FILTER (WHERE state < 'active'), min(priority), 0)) AS turn
  FROM pgboss.job WHERE name = $1`;

/** Jobs are rows written in the caller's transaction and taken up by any worker after it commits. */
export class JobQueue {
  private readonly boss: PgBoss;
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];
  private readonly turnsBy = new Map<string, string>();
  private readonly wakers = new Map<string, () => void>();
  /** Ended by their handlers, with what these did. */
  private readonly completed = new Set<string>();

  constructor(url: string, private readonly onError: (error: Error) => void) {
    this.boss = new PgBoss({
      connectionString: url, application_name: 'usher-jobs', max: 3, maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
      schedule: false,
    });
    this.boss.on('error', onError);
  }

  async start(queues: Record<string, QueueOptions>): Promise<void> {
    await this.boss.start();
    for (const [name, { leaseSeconds, turnsBy }] of Object.entries(queues)) {
      if (turnsBy) this.turnsBy.set(name, turnsBy);
      await this.boss.createQueue(name, { name, expireInSeconds: leaseSeconds, retryLimit: LEASES_BEFORE_GIVING_UP });
    }
    await this.boss.getDb().executeSql(NEXT_JOB_INDEX, []);
  }

  async send(tx: Transaction, queue: string, data: object, startAfter?: Date): Promise<void> {
    const priority = await this.turnOf(tx, queue, data);
    await this.boss.send(queue, data, { priority, ...(startAfter && { startAfter }), db: connectionOf(tx) });
  }

  private async turnOf(tx: Transaction, queue: string, data: object): Promise<number> {
    const field = this.turnsBy.get(queue);
    if (!field) return 0;
    const [row] = await tx.query<{ turn: number }[]>(TURN, [queue, field, (data as Record<string, unknown>)[field]]);
    return row?.turn ?? 0;
  }

  async sendAll(tx: Transaction, queue: string, data: object[]): Promise<void> {
    if (data.length === 0) return;
    await this.boss.insert(data.map((one) => ({ name: queue, data: one })), { db: connectionOf(tx) });
  }

  /** Has this process look for work at once; others see it when they look next. */
  nudge(queue: string): void {
    this.wakers.get(queue)?.();
  }

  /** Ends a job together with what it did. */
  async complete(tx: Transaction, queue: string, ...jobIds: string[]): Promise<void> {
    for (const jobId of jobIds) this.completed.add(jobId);
    // Its types know of several jobs, and of a connection, but not of both.
    await this.boss.complete(queue, jobIds as unknown as string, {}, { db: connectionOf(tx) });
  }

  /** A handler that throws leaves its job for another try; one that takes long holds up no other. */
  async work<Data extends object>(queue: string, options: QueueOptions, handler: JobHandler<Data>): Promise<void> {
    this.loops.push(this.loop(queue, options, handler));
  }

  private async loop<Data extends object>(
    queue: string, { batchSize: slots, fetchedFrom = 1 }: QueueOptions, handler: JobHandler<Data>,
  ): Promise<void> {
    const busy = new Set<Promise<void>>();
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const jobs = await this.boss.fetch<Data>(queue, { batchSize: slots - busy.size });
      for (const job of jobs) {
        const attempt = this.attempt(queue, job, handler).finally(() => busy.delete(attempt));
        busy.add(attempt);
      }
      while (slots - busy.size < fetchedFrom) await Promise.race(busy);
      if (jobs.length === 0) await this.pause(queue);
    }
    await Promise.all(busy);
  }

  /** Until it is time to look again, something is known to wait, or the work ends. */
  private async pause(queue: string): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await new Promise<void>((wake) => {
      const timer = setTimeout(wake, POLLING_MS);
      this.wakers.set(queue, () => {
        clearTimeout(timer);
        wake();
      });
    });
  }

  /** What failed waits a moment, so that it is not tried again and again without a pause. */
  private async attempt<Data extends object>(queue: string, { id, data }: PgBoss.Job<Data>, handler: JobHandler<Data>): Promise<void> {
    try {
      await handler(id, data);
      if (!this.completed.delete(id)) await this.boss.complete(queue, id);
    } catch (error) {
      this.completed.delete(id);
      await sleep(POLLING_MS);
      const message = error instanceof Error ? error.message : 'failed';
      await this.boss.fail(queue, id, { message }).catch((fault: Error) => this.onError(fault));
    }
  }

  async isReady(): Promise<boolean> {
    return Boolean(await this.boss.isInstalled());
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    for (const wake of this.wakers.values()) wake();
    await Promise.race([Promise.all(this.loops), sleep(STOP_MS, undefined, { ref: false })]);
    await this.boss.stop({ graceful: true, wait: true, timeout: STOP_MS });
  }
}

function connectionOf(tx: Transaction): PgBoss.Db {
  return {
    executeSql: async (text: string, values: unknown[]) => {
      const rows: unknown = await tx.query(text, values);
      return { rows: Array.isArray(rows) ? rows : [] };
    },
  };
}
