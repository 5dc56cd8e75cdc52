import PgBoss from 'pg-boss';
import type { Transaction } from '../database/data-source';

export interface QueueOptions {
  /** Longer than any handler's own deadline: work of a killed process returns after it. */
  leaseSeconds: number;
  /** How many jobs one look takes, worked on side by side. */
  batchSize: number;
}

export type JobHandler<Data> = (jobId: string, data: Data) => Promise<void>;

const POLLING_SECONDS = 0.5;
/** A round that comes a moment early is left out: twice this, after the lease, is the longest that a killed process's job waits. */
const MAINTENANCE_SECONDS = 1;
const LEASES_BEFORE_GIVING_UP = 1_000;
const STOP_MS = 5_000;

/** Jobs are rows written in the caller's transaction and taken up by any worker after it commits. */
export class JobQueue {
  private readonly boss: PgBoss;

  constructor(url: string, onError: (error: Error) => void) {
    this.boss = new PgBoss({
      connectionString: url, application_name: 'usher-jobs', max: 3, maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
      schedule: false,
    });
    this.boss.on('error', onError);
  }

  async start(queues: Record<string, QueueOptions>): Promise<void> {
    await this.boss.start();
    for (const [name, { leaseSeconds }] of Object.entries(queues)) {
      await this.boss.createQueue(name, { name, expireInSeconds: leaseSeconds, retryLimit: LEASES_BEFORE_GIVING_UP });
    }
  }

  async send(tx: Transaction, queue: string, data: object, startAfter?: Date): Promise<void> {
    await this.boss.send(queue, data, { ...(startAfter && { startAfter }), db: connectionOf(tx) });
  }

  async sendAll(tx: Transaction, queue: string, data: object[]): Promise<void> {
    if (data.length === 0) return;
    await this.boss.insert(data.map((one) => ({ name: queue, data: one })), { db: connectionOf(tx) });
  }

  /** Ends a job together with what it did. */
  async complete(tx: Transaction, queue: string, jobId: string): Promise<void> {
    await this.boss.complete(queue, jobId, {}, { db: connectionOf(tx) });
  }

  /** A handler that throws leaves its job for another try; the others of its batch are not held up. */
  async work<Data extends object>(queue: string, { batchSize }: QueueOptions, handler: JobHandler<Data>): Promise<void> {
    const id: string = await this.boss.work<Data>(
      queue, { batchSize, pollingIntervalSeconds: POLLING_SECONDS },
      async (jobs) => {
        await Promise.all(jobs.map(async (job) => {
          try {
            await handler(job.id, job.data);
          } catch (error) {
            await this.boss.fail(queue, job.id, { message: error instanceof Error ? error.message : 'failed' });
          }
        }));
        if (jobs.length === batchSize) this.boss.notifyWorker(id);
      });
  }

  async isReady(): Promise<boolean> {
    return Boolean(await this.boss.isInstalled());
  }

  async stop(): Promise<void> {
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
