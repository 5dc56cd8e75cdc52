import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import { type Builder, builder } from '../../../test/build';
import { type KeyClient } from '../../../test/client';
import { startUsher, type TestUsher } from '../../../test/usher';
import { claimedBy } from './idempotency-key';

const ROUNDS = process.env.SOAK ? 200 : 20;
const INVITE = 'mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) { invitation { id } userErrors { code } } }';

let first: TestUsher;
let second: TestUsher;
let build: Builder;
let key: KeyClient;
let input: (email: string) => { input: object };
let count: () => Promise<number>;
beforeAll(async () => {
  first = await startUsher();
  second = await startUsher({ beside: first });
  build = builder(first);
});
beforeEach(async () => {
  const space = await build.space();
  key = await build.apiKey(space, await build.member(space));
  const roleId = await build.roleNamed(space, 'Read Only');
  input = (email) => ({ input: { projectSpaceId: space.id, roleId, email } });
  count = async () => Number((await first.usher.database.query(
    'SELECT count(*) FROM invitations WHERE project_space_id = $1', [space.id]))[0].count);
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

test(`API-3: two at once, on one server and on two, do it once and answer alike, ${ROUNDS} rounds`, async () => {
  for (const round of rounds) {
    const header = { 'idempotency-key': randomUUID() };
    const asked = input(`twice-${round}@example.org`);
    const [answer, ...others] = await Promise.all([first, second, second].map(async (server) => await key.at(server).ask(INVITE, asked, header)));
    expect(answer?.data.inviteWebUser.userErrors).toEqual([]);
    for (const other of others) expect(other).toEqual(answer);
    expect(await count()).toBe(round + 1);
  }
}, 180_000);

test(`API-3: two inputs at once under one key do one of them, ${ROUNDS} rounds`, async () => {
  for (const round of rounds) {
    const header = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([first, second].map(async (server, index) =>
      await key.at(server).ask(INVITE, input(`one-${round}-${index}@example.org`), header)));
    expect(answers.flatMap(({ faults }) => faults)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await count()).toBe(round + 1);
  }
}, 180_000);

/** A process that began and has not ended: it holds what the first of two holds. */
async function somebodyAtIt(idempotencyKey: string): Promise<Database> {
  const database = new Database({ connectionString: first.database.url });
  await database.connect();
  await database.query('BEGIN');
  await database.query(`SELECT pg_advisory_xact_lock(${claimedBy(key.id, idempotencyKey).lock})`);
  return database;
}

test('API-3: a second waits for the first up to 10 seconds, then says that it is in progress', async () => {
  const header = { 'idempotency-key': randomUUID() };
  const other = await somebodyAtIt(header['idempotency-key']);
  const began = performance.now();
  const answer = await key.ask(INVITE, input('late@example.org'), header);
  expect(answer).toMatchObject({ status: 409, faults: ['IDEMPOTENCY_IN_PROGRESS'] });
  expect(performance.now() - began).toBeGreaterThan(9_500);
  await other.end();
  expect((await key.ask(INVITE, input('late@example.org'), header)).data.inviteWebUser.userErrors).toEqual([]);
}, 60_000);

test('API-3: where the first dies the second does it', async () => {
  const header = { 'idempotency-key': randomUUID() };
  const other = await somebodyAtIt(header['idempotency-key']);
  const answer = key.ask(INVITE, input('again@example.org'), header);
  other.on('error', () => undefined);
  await first.usher.database.query('SELECT pg_terminate_backend($1)', [(other as Database & { processID: number }).processID]);
  expect((await answer).data.inviteWebUser.userErrors).toEqual([]);
  expect(await count()).toBe(1);
}, 60_000);
