import { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** Statements that only read, and bear what was true a moment ago. */
export interface Reads {
  query<Rows>(text: string, values?: unknown[]): Promise<Rows>;
}

const REST_MS = 10_000;
const TIME_OUTS = { connectionTimeoutMillis: 5_000, query_timeout: 35_000 };

interface Replica {
  pool: Pool;
  restsUntil: number;
}

/** Asks replicas in turn; one that fails rests a while, and the primary answers in its place. */
export class ReplicaReads implements Reads {
  private readonly replicas: Replica[];
  private turn = 0;

  constructor(private readonly primary: DataSource, urls: string[], private readonly onError: (error: unknown) => void) {
    this.replicas = urls.map((connectionString) => ({
      pool: new Pool({ connectionString, max: 10, application_name: 'usher', ...TIME_OUTS }), restsUntil: 0,
    }));
    for (const { pool } of this.replicas) pool.on('error', onError);
  }

  async query<Rows>(text: string, values: unknown[] = []): Promise<Rows> {
    const replica = this.next();
    if (!replica) return await this.primary.query<Rows>(text, values);
    try {
      return (await replica.pool.query(text, values)).rows as Rows;
    } catch (error) {
      this.onError(error);
      replica.restsUntil = Date.now() + REST_MS;
      return await this.primary.query<Rows>(text, values);
    }
  }

  async close(): Promise<void> {
    for (const { pool } of this.replicas) await pool.end();
  }

  private next(): Replica | undefined {
    const awake = this.replicas.filter(({ restsUntil }) => restsUntil <= Date.now());
    return awake[(this.turn += 1) % awake.length];
  }
}
