import type { DataSource } from 'typeorm';
import { until } from '../../test/until';

/** Behind every write to these, in the order of a batch. */
export const KILL_POINTS = ['invitations', 'mails', 'pgboss.job', 'memberships', 'audit_events', 'bulk_upload_rows', 'bulk_uploads'];
/** Servers are told apart by this setting of their sessions. */
export const settingOf = (server: number) => `-c usher.server=${server}`;
/** Of the advisory locks, one for each server. */
const CLASS = 4_711;
const SERVERS = [0, 1];

/** Lets servers be stopped in the midst of a transaction, right behind a write, for as long as somebody holds that point. */
export async function addKillPoints(database: DataSource): Promise<void> {
  await database.query(
    `CREATE FUNCTION pass_kill_point() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF current_setting('usher.server', true) <> '' THEN
         PERFORM pg_advisory_xact_lock_shared(${CLASS} + current_setting('usher.server')::int, TG_ARGV[0]::int);
       END IF;
       RETURN NULL;
     END $$`);
  for (const [point, table] of KILL_POINTS.entries()) {
    const writes = table === 'pgboss.job' ? 'INSERT' : 'INSERT OR UPDATE OR DELETE';
    await database.query(
      `CREATE TRIGGER kill_point AFTER ${writes} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION pass_kill_point(${point})`);
  }
}

/** Holds a point until a server has come there and something was done to it; not once it is too late. */
export async function atKillPoint(
  database: DataSource, point: number, isLate: () => Promise<boolean>, work: (server: number) => Promise<void>,
): Promise<void> {
  const waiting = async (): Promise<number | 'late' | null> => {
    const [lock] = await database.query<{ server: number }[]>(
      `SELECT classid::int - ${CLASS} AS server FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1
         AND classid IN (${CLASS}, ${CLASS + 1}) AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`, [point]);
    return lock ? lock.server : (await isLate()) ? 'late' : null;
  };
  await database.transaction(async (tx) => {
    for (const server of SERVERS) await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [CLASS + server, point]);
    const server = await until(waiting, (found) => found !== null);
    if (typeof server === 'number') await work(server);
  });
}
