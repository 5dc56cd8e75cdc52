import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { MAX_FILE_BYTES } from '@usher/web-user-sheet/sheet';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { until } from '../../test/until';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
let space: TestSpace;
const open: ClientRequest[] = [];
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
  space = await build.space();
});
afterAll(async () => {
  for (const sending of open) sending.destroy();
  await server.stop();
});

const announce = async ({ client }: TestMember): Promise<string> => (await client.change(
  'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'uploadUrl')).uploadUrl;

/** A file of which only the beginning is sent; its answer, where one comes nevertheless. */
async function leftOpen(member: TestMember, headers: Record<string, string | number> = { 'content-length': MAX_FILE_BYTES }) {
  const sending = request(`${server.url}${await announce(member)}`, { method: 'PUT', headers: { ...member.client.ownHeaders(), ...headers } });
  const sent: { status?: number; answer?: IncomingMessage } = {};
  sending.on('error', () => undefined).on('response', (answer) => Object.assign(sent, { status: answer.statusCode, answer }));
  sending.write('username,role\n');
  open.push(sending);
  return { sending, sent };
}

const small = async (member: TestMember) => await fetch(`${server.url}${await announce(member)}`, {
  method: 'PUT', headers: member.client.ownHeaders(), body: 'username,role\na@example.org,Read Only',
});

test('UPL-1: of files that are sent at the same time no more are read than memory is meant for, and nobody takes it alone', async () => {
  const [first, second, third] = [await build.member(space), await build.member(space), await build.member(space)];
  const refused = (all: { sent: { status?: number } }[]) => all.filter(({ sent }) => sent.status !== undefined);

  const ofFirst = [await leftOpen(first), await leftOpen(first), await leftOpen(first)];
  await until(() => refused(ofFirst).length, (count) => count === 1);
  const [told] = refused(ofFirst) as typeof ofFirst;
  expect([told?.sent.status, told?.sent.answer?.headers['retry-after'], told?.sent.answer?.headers.connection]).toEqual([429, '5', 'close']);
  expect((await small(second)).status).toBe(204);

  // One whose size is not announced counts as the largest.
  const ofSecond = [await leftOpen(second, { 'transfer-encoding': 'chunked' }), await leftOpen(second), await leftOpen(second)];
  await until(() => refused(ofSecond).length, (count) => count === 1);
  const full = await small(third);
  expect([full.status, await full.json()]).toEqual([429, { message: expect.stringContaining('try again in 5 seconds'), requestId: expect.any(String) }]);

  const [going, leaving] = ofFirst.filter(({ sent }) => sent.status === undefined);
  leaving?.sending.destroy();
  await until(async () => (await small(third)).status, (status) => status === 204);
  going?.sending.end(Buffer.alloc(MAX_FILE_BYTES - 'username,role\n'.length, 'a'));
  await until(() => going?.sent.status, (status) => status === 204);
});
