import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, getPriority } from 'node:os';
import { type Builder, builder } from '../../test/build';
import { compileApi } from '../../test/compiled-api';
import { SmtpSink } from '../../test/smtp-sink';
import { until } from '../../test/until';
import { startUsher, type TestUsher } from '../../test/usher';
import { MAIL_QUEUE_OPTIONS } from '../platform/mail/mail-outbox';

const ROUNDS = process.env.SOAK ? 10 : 1;
const MAILS = process.env.SOAK ? 1_000 : 300;
const AT_ONCE = 100;
const KEY = 'a key of the tests that is long enough for that';

let sink: SmtpSink;
let smtpUrl: string;
let server: TestUsher;
let build: Builder;
let compiled: ReturnType<typeof compileApi>;
beforeAll(async () => {
  compiled = compileApi();
  sink = new SmtpSink();
  smtpUrl = await sink.start();
  server = await startUsher({ config: { encryptionKeys: [KEY] } });
  build = builder(server);
});
afterAll(async () => {
  await server.stop();
  await sink.stop();
  compiled.remove();
});

/** The operator's `worker`, in a process of its own. */
function startWorker(): ChildProcess {
  return spawn(process.execPath, [compiled.cli, 'worker'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH, DATABASE_URL: server.database.url, SMTP_URL: smtpUrl, SUPPORT_CONTACT: 'support@example.org',
      ENCRYPTION_KEY: KEY, JWT_SECRET: 'a secret of the tests that is long enough for it',
    },
  });
}

async function invite(count: number, round: number): Promise<void> {
  const space = await build.space();
  const admin = await build.member(space);
  for (let from = 0; from < count; from += AT_ONCE) {
    const emails = Array.from({ length: AT_ONCE }, (_, index) => `killed-${round}-${from + index}@example.org`);
    await admin.client.change('inviteWebUsers', { projectSpaceId: space.id, roleId: space.adminRoleId, emails }, '');
  }
}

const backends = async () => (await server.usher.database.query<{ pid: number }[]>(
  'SELECT pid FROM pg_stat_activity WHERE datname = current_database()')).map(({ pid }) => pid);
const idsIn = async (status: string) => (await server.usher.database.query<{ id: string }[]>(
  'SELECT id FROM mails WHERE status = $1', [status])).map(({ id }) => id);

/** What the dead process had begun is over, at the mail server as in the database; its jobs need not wait for their lease. */
async function settle(others: number[]): Promise<void> {
  await until(async () => await sink.countConnections(), (count) => count === 0);
  await until(backends, (pids) => pids.every((pid) => others.includes(pid)));
  await server.usher.database.query(
    `UPDATE pgboss.job SET started_on = started_on - interval '1 hour' WHERE name = 'mail' AND state = 'active'`);
}

async function roundOf(round: number, killAt: number, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number> {
  sink.arrived.length = 0;
  await server.usher.database.query('DELETE FROM mails');
  await invite(MAILS, round);
  const others = await backends();
  const worker = startWorker();
  const gone = once(worker, 'exit');
  let priority = 0;
  sink.onArrival = (count) => {
    if (count !== killAt) return;
    priority = getPriority(worker.pid);
    worker.kill(signal);
  };
  await gone;
  expect(priority).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL);
  await settle(others);
  const [arrived, noted] = [new Set(sink.arrived), new Set(await idsIn('SENT'))];
  expect([...noted].filter((id) => !arrived.has(id))).toEqual([]);
  const inWindow = [...arrived].filter((id) => !noted.has(id));
  const second = await startUsher({ beside: server, working: true, config: { encryptionKeys: [KEY], smtpUrl } });
  await until(async () => (await idsIn('SENT')).length, (count) => count === MAILS, 120_000);
  await second.stop();
  const counts = sink.countsById();
  expect(counts.size).toBe(MAILS);
  expect([...counts].filter(([, count]) => count > 1).map(([id]) => id).sort()).toEqual(inWindow.sort());
  expect(sink.arrived).toHaveLength(MAILS + inWindow.length);
  expect(inWindow.length).toBeLessThanOrEqual(MAIL_QUEUE_OPTIONS.batchSize);
  return inWindow.length;
}

test(`EML-1: of ${MAILS} mails whose worker is killed on the way every one arrives, and twice only those that the server had said yes to, unnoted, ${ROUNDS} rounds`, async () => {
  const doubles: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) doubles.push(await roundOf(round, Math.floor(MAILS * (round + 1) / (ROUNDS + 1)) + round));
  process.stderr.write(`Mails that arrived twice, of ${MAILS} in each round: ${doubles.join(', ')}\n`);
}, 600_000);

test('EML-1: a worker that is told to stop sends no mail twice', async () => {
  expect(await roundOf(ROUNDS, Math.floor(MAILS / 3), 'SIGTERM')).toBe(0);
}, 60_000);
