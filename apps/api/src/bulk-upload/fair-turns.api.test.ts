import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { DOWNLOAD_QUEUE } from '../bulk-download/bulk-download.service';
import { CHECK_QUEUE } from './bulk-queues';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

type Ask = (space: TestSpace, admin: TestMember) => Promise<void>;

const upload: Ask = async (space, { client }) => {
  const { uploadUrl } = await client.change('createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'uploadUrl');
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: client.ownHeaders(), body: 'username,role\na@example.org,Read Only' });
};
const download: Ask = async (space, { client }) => {
  await client.change('createBulkDownload', { projectSpaceId: space.id }, '');
};

test.each([
  ['UPL-1: the check of a sheet', CHECK_QUEUE, upload], ['DWN-2: a download', DOWNLOAD_QUEUE, download],
])('%s of one project space waits for one of another, not for all that this has sent', async (_, queue, ask) => {
  const [busy, quiet] = [await build.space(), await build.space()];
  const [busyAdmin, quietAdmin] = [await build.member(busy), await build.member(quiet)];
  for (let count = 0; count < 3; count += 1) await ask(busy, busyAdmin);
  await ask(quiet, quietAdmin);
  const waiting: { space: string }[] = await server.usher.database.query(
    `SELECT data->>'projectSpaceId' AS space FROM pgboss.job WHERE name = $1 ORDER BY priority DESC, created_on, id`, [queue]);
  expect(waiting.map(({ space }) => space)).toEqual([busy.id, quiet.id, busy.id, busy.id]);
});
