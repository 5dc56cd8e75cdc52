import { Client } from 'pg';
import type { DataSource } from 'typeorm';

const MIGRATION_LOCK = 7_318_204;

/**
 * Runs what is not yet run. A session lock lets one of several starting servers do it while the others wait; it is
 * the one session lock there is, and must not go through a pooler in transaction mode.
 */
export async function migrate(dataSource: DataSource, url: string): Promise<number> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await guard.connect();
  try {
    await guard.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await dataSource.runMigrations()).length;
  } finally {
    await guard.end();
  }
}
