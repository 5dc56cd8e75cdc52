import { startEphemeralPostgres } from '../src/platform/database/embedded/embedded-postgres';
import { makeTemplate } from './database';
import { DebianPeers, type Peers } from './peers';

/** The embedded PostgreSQL, or where USHER_PEERS says so Debian's (`postgres`), behind PgBouncer and with a replica (`all`). */
async function start(): Promise<Peers> {
  const { USHER_PEERS: peers } = process.env;
  return peers ? await new DebianPeers().start(peers === 'all') : await startEphemeralPostgres();
}

/** One PostgreSQL for all tests, with a migrated template that each test file clones. */
export default async function startDatabase(): Promise<void> {
  const postgres = await start();
  (globalThis as { testPostgres?: Peers }).testPostgres = postgres;
  await makeTemplate(postgres.url);
  process.env.TEST_DATABASE_URL = postgres.url;
  if (postgres.pooler) process.env.TEST_POOLER_URL = postgres.pooler;
  if (postgres.replica) process.env.TEST_REPLICA_URL = postgres.replica;
}
