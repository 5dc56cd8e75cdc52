import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Cluster, DATABASE, urlOf } from './cluster';
import { findPostmaster } from './pid-file';
import { shutDown } from './postmaster';

const LOCK = 7_318_205;
const AGAIN_MS = 500;
const ALREADY_THERE = new Set(['42P04', '23505']);

/** In the maintenance database: all who use this PostgreSQL meet there. */
function clientOf(cluster: Cluster, port: number): Client {
  const client = new Client({ connectionString: urlOf(cluster, port, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  return client;
}

async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
    if (!ALREADY_THERE.has(error.code ?? '')) throw error;
  });
}

/** Holds the shared lock that says: somebody uses this PostgreSQL. Waits while the last user is stopping it. */
async function hold(cluster: Cluster, port: number): Promise<Client> {
  const client = clientOf(cluster, port);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (rows[0]?.data_directory !== cluster.data) throw new Error('Another database answers on this port.');
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK]);
    await makeDatabase(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** One user of a PostgreSQL; takes the lock again when the connection is lost and PostgreSQL is not. */
export class Usage {
  private isOver = false;

  private constructor(private readonly cluster: Cluster, private readonly port: number, private client: Client) {
    this.watch();
  }

  static async begin(cluster: Cluster, port: number): Promise<Usage> {
    return new Usage(cluster, port, await hold(cluster, port));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.client.end().catch(() => undefined);
  }

  private watch(): void {
    this.client.once('end', () => void this.beginAgain());
  }

  private async beginAgain(): Promise<void> {
    while (!this.isOver && findPostmaster(this.cluster.data)) {
      const held = await hold(this.cluster, this.port).catch(() => undefined);
      if (held) {
        this.client = held;
        return this.isOver ? await this.end() : this.watch();
      }
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  }
}

/** Stops PostgreSQL if nobody uses it. Whoever comes meanwhile waits for the lock, and starts it again. */
export async function stopIfUnused(cluster: Cluster): Promise<void> {
  const postmaster = findPostmaster(cluster.data);
  if (!postmaster) return;
  const client = clientOf(cluster, postmaster.port);
  try {
    await client.connect();
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [LOCK]);
    if (rows[0]?.alone) await shutDown(cluster.data, postmaster.pid);
  } catch {
    // It is just starting for somebody else, or stopping already.
  } finally {
    await client.end().catch(() => undefined);
  }
}
