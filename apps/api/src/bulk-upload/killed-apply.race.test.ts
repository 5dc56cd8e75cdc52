import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Builder, builder } from '../../test/build';
import { compileApi } from '../../test/compiled-api';
import { ServerProcess } from '../../test/server-process';
import { until } from '../../test/until';
import { startUsher, type TestUsher } from '../../test/usher';
import type { WebUser } from '../web-users/web-user.entity';
import { type AppliedState, appliedState, differences } from './applied-state.fixture';
import { addPeople, addSpace, bigSheet } from './big-sheet.fixture';
import { addKillPoints, atKillPoint, KILL_POINTS, settingOf } from './kill-points.fixture';

const SEEDS = Array.from({ length: process.env.SOAK ? 20 : 3 }, (_, index) => index + 1);
const ROWS = 5_000;
const KILLS = 2;
const LAST_SHARE = 0.6;
const PATIENCE_MS = 120_000;
const KEY = 'a key of the tests that is long enough for that';
const SHEET = bigSheet(ROWS);

/** Takes every connection and never answers: what is queued for it stays queued. */
const silent = createServer();
const held = new Set<Socket>();
let server: TestUsher;
let build: Builder;
let person: WebUser;
let compiled: ReturnType<typeof compileApi>;
let processes: ServerProcess[];
let undisturbed: AppliedState;

beforeAll(async () => {
  silent.on('connection', (socket) => {
    held.add(socket.on('error', () => undefined).on('close', () => held.delete(socket)));
  });
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  compiled = compileApi();
  server = await startUsher({ config: { encryptionKeys: [KEY], webhookAllowedNetworks: ['127.0.0.0/8'] } });
  build = builder(server);
  person = await build.person();
  await addPeople(server, ROWS);
  await addKillPoints(server.usher.database);
  const { port } = silent.address() as AddressInfo;
  processes = [0, 1].map((index) => new ServerProcess(compiled.main, {
    PGOPTIONS: settingOf(index), DATABASE_URL: server.database.url, SMTP_URL: `smtp://127.0.0.1:${port}`, SUPPORT_CONTACT: 'support@example.org',
    JWT_SECRET: 'a secret of the tests that is long enough for it', ENCRYPTION_KEY: KEY, WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    LIMIT_MAIL_RECIPIENT: '1000000', LIMIT_MAIL_INVITER: '1000000', LIMIT_MAIL_SPACE: '1000000', LIMIT_MAIL_BULK: '1000000',
  }));
  for (const one of processes) await one.start();
  for (const one of processes) await one.untilReady();
  undisturbed = await applied(async () => undefined);
}, PATIENCE_MS);
afterAll(async () => {
  for (const one of processes) await one.kill();
  for (const socket of held) socket.destroy();
  silent.close();
  await server.stop();
  compiled.remove();
});

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const uploadOf = async (id: string) => (await server.usher.database.query<{ status: string; done: number; failures: number }[]>(
  'SELECT status, progress_done AS done, failures FROM bulk_uploads WHERE id = $1', [id]))[0];

/** Has the sheet applied to a project space of its own while something is done, and answers with what it left there. */
async function applied(meanwhile: (bulkUploadId: string) => Promise<void>): Promise<AppliedState> {
  const space = await addSpace(server, build, ROWS);
  const { client } = await build.member(space, { person });
  const { port } = silent.address() as AddressInfo;
  await client.change('createWebhook', {
    projectSpaceId: space.id, url: `http://127.0.0.1:${port}/`,
    events: ['INVITATION_CREATED', 'INVITATION_REMOVED', 'MEMBERSHIP_CHANGED', 'MEMBERSHIP_REMOVED'],
  }, '');
  const { uploadUrl, bulkUpload: { id } } = await client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'uploadUrl bulkUpload { id }');
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: client.ownHeaders(), body: SHEET });
  await until(() => uploadOf(id), (upload) => upload?.status === 'READY', PATIENCE_MS);
  await client.change('applyBulkUpload', { bulkUploadId: id }, '');
  await meanwhile(id);
  await until(() => uploadOf(id), (upload) => upload?.status !== 'APPLYING', PATIENCE_MS);
  const state = await appliedState(server.usher.database, space.id);
  // The next round shall not be held up by what this one wanted to send.
  await server.usher.database.query(`DELETE FROM pgboss.job WHERE name = 'mail'; DELETE FROM webhook_deliveries`);
  return state;
}

/** The job of a dead process need not wait for its lease. */
const endLeases = async () => await server.usher.database.query(
  `UPDATE pgboss.job SET started_on = started_on - interval '1 hour' WHERE name = 'bulk-upload-apply' AND state = 'active'`);

let kills = 0;

/** Once so much is done, kills the server that applies the next rows, or both, right behind one of its writes. */
async function killAt(bulkUploadId: string, share: number, point: number, killsBoth: boolean): Promise<void> {
  const isOver = async () => (await uploadOf(bulkUploadId))?.status !== 'APPLYING';
  await until(async () => (await isOver()) || Number((await uploadOf(bulkUploadId))?.done) >= share * ROWS, Boolean, PATIENCE_MS);
  let victims: ServerProcess[] = [];
  await atKillPoint(server.usher.database, point, isOver, async (working) => {
    victims = processes.filter((_, index) => killsBoth || index === working);
    await Promise.all(victims.map((victim) => victim.kill()));
    kills += 1;
  });
  await endLeases();
  for (const victim of victims) await victim.start();
}

test('UPL-9: undisturbed, each row that changes something has its one audit event, mail and delivery', () => {
  const count = (name: keyof AppliedState, text: string) => undisturbed[name].filter((one) => one.includes(text)).length;
  expect(count('uploads', '"DONE"')).toBe(1);
  const doingNothing = count('rows', '"action": null') + count('rows', '"action": "NONE"');
  const [changing, invited] = [undisturbed.rows.length - doingNothing, count('rows', '"action": "INVITE"')];
  expect([changing, invited, count('rows', '"action": null')]).toEqual([3_450, 1_400, 200]);
  expect([undisturbed['audit events'].length, undisturbed.mails.length]).toEqual([changing, invited]);
  // Of an invitation that is changed no webhook is told.
  expect(undisturbed['webhook deliveries'].length).toBe(changing - count('rows', '"action": "CHANGE_INVITATION"'));
});

test.each(SEEDS)('UPL-9: servers killed while they apply 5,000 rows leave what an undisturbed run leaves, seed %i', async (seed) => {
  const next = random(seed);
  for (const one of processes) await one.untilReady();
  const state = await applied(async (id) => {
    const shares = Array.from({ length: KILLS }, () => next() * LAST_SHARE).sort((one, other) => one - other);
    for (const [index, share] of shares.entries()) {
      await killAt(id, share, ((seed - 1) * KILLS + index) % KILL_POINTS.length, next() < 0.5);
    }
  });
  expect(differences(state, undisturbed)).toEqual([]);
}, 2 * PATIENCE_MS);

test('every kill met a server that was applying rows', () => expect(kills).toBe(SEEDS.length * KILLS));
