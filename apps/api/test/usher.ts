import { Writable } from 'node:stream';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../src/platform/clock';
import type { Config } from '../src/platform/config';
import { createLogger } from '../src/platform/http/logger';
import { createUsher, type Usher } from '../src/usher';
import { cloneDatabase, type TestDatabase } from './database';

/** A clock that tests move. */
export class TestClock implements Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  forward({ days = 0, hours = 0, seconds = 0 }: { days?: number; hours?: number; seconds?: number }): void {
    this.offset += ((days * 24 + hours) * 3600 + seconds) * 1000;
  }
}

export interface TestUsher {
  url: string;
  usher: Usher;
  clock: TestClock;
  config: Config;
  database: TestDatabase;
  /** All that was logged, a line each. */
  log: string[];
  stop(): Promise<void>;
}

const testConfig: Config = {
  port: 0, host: '127.0.0.1', publicUrl: 'http://localhost:3000', databaseUrl: null, databaseReplicaUrls: [], dataDir: '', demo: false,
  demoPassword: null, jwtSecret: 'a secret of the tests, long enough for that',
  encryptionKeys: ['a key of the tests, long enough for that too'], sendGrid: null, sendGridWebhookKey: null, smtpUrl: null,
  mailFrom: 'Usher <usher@localhost>', supportContact: 'support@example.org', termsUrl: '/terms', termsVersion: '7',
  limits: { signInAddress: 1_000, signInClient: 10_000, secondFactor: 10 }, costPerMinute: 1_000_000,
  webhookAllowedNetworks: [],
  mailLimits: { recipient: 1_000, inviter: 10_000, space: 10_000, bulk: 100_000 },
  introspection: true, timeOffsetSeconds: 0, metricsToken: null, bcryptCost: 4, workers: true, trustProxy: false,
  production: false,
};

export interface TestUsherOptions {
  config?: Partial<Config>;
  /** A second server on the database of a first. */
  beside?: TestUsher;
  working?: boolean;
  /** One that is there already, and stays. */
  database?: TestDatabase;
  logLevel?: 'info' | 'debug';
}

/** Usher over real HTTP on a database of its own. */
export async function startUsher({
  config, beside, working = false, database: given, logLevel: level = 'info',
}: TestUsherOptions = {}): Promise<TestUsher> {
  const database = beside?.database ?? given ?? (await cloneDatabase());
  const clock = beside?.clock ?? new TestClock();
  const log: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const settings = { ...testConfig, databaseReplicaUrls: database.replicaUrls, ...config };
  const usher = await createUsher(settings, database.url, { clock, logger: createLogger({ level, destination }) });
  const fastify = await usher.listen();
  if (working) await usher.work();
  const { port } = fastify.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`, usher, clock, config: settings, database, log,
    stop: async () => {
      await usher.stop();
      if (!beside && !given) await database.drop();
    },
  };
}
