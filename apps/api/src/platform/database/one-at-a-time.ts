import { Client } from 'pg';

const START_LOCK = 7_318_204;

/**
 * Of several servers that start on one database, one prepares it while the others wait. The session lock is the one
 * there is, and must not go through a pooler in transaction mode.
 */
export async function oneAtATime<T>(url: string, prepare: () => Promise<T>): Promise<T> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await guard.connect();
  try {
    await guard.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await guard.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    return await prepare();
  } finally {
    await guard.end();
  }
}
