import { startEphemeralPostgres } from '../src/platform/database/embedded/embedded-postgres';
import { makeTemplate } from './database';

/** One PostgreSQL for all tests, with a migrated template that each test file clones. */
export default async function startDatabase(): Promise<void> {
  const postgres = await startEphemeralPostgres();
  await makeTemplate(postgres.url);
  process.env.TEST_DATABASE_URL = postgres.url;
  (globalThis as { testPostgres?: typeof postgres }).testPostgres = postgres;
}
