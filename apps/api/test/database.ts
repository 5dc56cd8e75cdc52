import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { usherDatabase } from '../src/database';
import { JobQueue } from '../src/platform/jobs/job-queue';
import { queues } from '../src/queues';

const TEMPLATE = 'usher_template';

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Migrated once, with the tables of the job queue. */
export async function makeTemplate(url: string): Promise<void> {
  await run(url, `CREATE DATABASE ${TEMPLATE}`);
  const templateUrl = withDatabase(url, TEMPLATE);
  const database = await usherDatabase(templateUrl, 2).initialize();
  await database.runMigrations();
  await database.destroy();
  const jobs = new JobQueue(templateUrl, (error) => { throw error; });
  await jobs.start(queues);
  await jobs.stop();
}

export interface TestDatabase {
  url: string;
  replicaUrls: string[];
  drop(): Promise<void>;
}

/** A clone of the template, for one test file alone. */
export const cloneDatabase = async (): Promise<TestDatabase> => await newDatabase(`TEMPLATE ${TEMPLATE}`);

/** One without any table. */
export const emptyDatabase = async (): Promise<TestDatabase> => await newDatabase('');

async function newDatabase(from: string): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name} ${from}`);
  const { TEST_POOLER_URL: pooler, TEST_REPLICA_URL: replica } = process.env;
  const replicaUrls = replica ? [withDatabase(replica, name)] : [];
  return { url: withDatabase(pooler ?? server, name), replicaUrls, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}
