import { Client } from 'pg';

const START_LOCK = 7_318_204;

/**
 * Of several servers that start on one database, one prepares it while the others wait. The lock is one of a transaction
 * that stays open meanwhile, so that it also holds through a pooler in transaction mode.
 */
export async function oneAtATime<T>(url: string, prepare: () => Promise<T>): Promise<T> {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await guard.connect();
  try {
    await guard.query('BEGIN');
    await guard.query(`SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`);
    await guard.query('SELECT pg_advisory_xact_lock($1)', [START_LOCK]);
    const prepared = await prepare();
    await guard.query('COMMIT');
    return prepared;
  } finally {
    await guard.end();
  }
}
