import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Builder, builder } from '../../test/build';
import type { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const FIELDS = 'id status progress { done total } rowCount fileName downloadUrl expiresAt';
const fetchAs = async (client: Client, path: string) => await fetch(`${server.url}${path}`, {
  headers: client.ownHeaders(),
});
const stateOf = async (client: Client, id: string) =>
  (await client.ask(`query ($id: ID!) { bulkDownload(id: $id) { ${FIELDS} } }`, { id })).data.bulkDownload;

async function made(client: Client, input: object) {
  const { bulkDownload: { id } } = await client.change('createBulkDownload', input, 'bulkDownload { id }');
  for (let tries = 0; tries < 100; tries += 1) {
    const state = await stateOf(client, id);
    if (state.status !== 'WORKING') return state;
    await sleep(100);
  }
  throw new Error('The download is not ready after 10 seconds.');
}

async function sheetOf(client: Client, input: object) {
  const { downloadUrl } = await made(client, input);
  const response = await fetchAs(client, downloadUrl);
  const sheet = await readSheet(Buffer.from(await response.arrayBuffer()));
  if (sheet.problems) throw new Error(JSON.stringify(sheet.problems));
  const rows: SheetCells[] = [];
  for await (const step of sheet.rows) rows.push(...step.map(({ cells }) => cells));
  return { columns: sheet.columns, rows };
}

async function populated() {
  const space = await build.space({ usesLocations: true });
  const dakar = await build.location(space, 'dakar');
  const thies = await build.location(space, 'thies');
  const admin = await build.member(space);
  const reader = await build.member(space, { role: 'Read Only', locationIds: [thies, dakar] });
  const gone = await build.member(space, { role: 'Read Only' });
  await admin.client.change('setMembershipActive', { membershipId: gone.membershipId, active: false }, '');
  const roleId = await build.roleNamed(space, 'App Editor');
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'guest@example.org', locationIds: [dakar] }, '');
  return { space, admin, reader, gone, roleId, dakar };
}

describe.each(['XLSX', 'CSV'])('DWN-3: a download as %s', (format) => {
  test('has members first, then invitations, each with its locations, and N/A for what an invitation lacks', async () => {
    const { space, admin, reader, gone } = await populated();
    const { columns, rows } = await sheetOf(admin.client, { projectSpaceId: space.id, format });
    expect(columns).toEqual(['username', 'first_name', 'last_name', 'last_access_date', 'last_login', 'email', 'role', 'status', 'remove', 'location_code 1', 'location_code 2']);
    const of = (email: string) => rows.find(({ username }) => username === email);
    expect(rows).toHaveLength(4);
    expect(rows.at(-1)).toEqual({
      username: 'guest@example.org', first_name: 'N/A', last_name: 'N/A', last_access_date: 'N/A', last_login: 'N/A', email: 'guest@example.org',
      role: 'App Editor', status: 'Invited', remove: '', 'location_code 1': 'dakar', 'location_code 2': '',
    });
    expect(of(reader.person.email)).toMatchObject({ first_name: reader.person.firstName, status: 'Active User', 'location_code 1': 'thies', 'location_code 2': 'dakar' });
    expect(of(gone.person.email)).toMatchObject({ status: 'Deactivated User', role: 'Read Only', remove: '' });
  });
});

test('DWN-1: filters narrow the rows, and the live count tells how many', async () => {
  const { space, admin, reader, gone, roleId, dakar } = await populated();
  const names = async (filter: object) => {
    const input = { projectSpaceId: space.id, ...filter };
    const { rows } = await sheetOf(admin.client, input);
    const count = await admin.client.ask('query ($input: CreateBulkDownloadInput!) { bulkDownloadRowCount(input: $input) }', { input });
    expect(count.data.bulkDownloadRowCount).toBe(rows.length);
    return rows.map(({ username }) => username);
  };
  expect(await names({ statuses: ['DEACTIVATED'] })).toEqual([gone.person.email]);
  expect(await names({ statuses: ['INVITED'] })).toEqual(['guest@example.org']);
  expect(await names({ roleIds: [roleId] })).toEqual(['guest@example.org']);
  expect(await names({ locationIds: [dakar] })).toEqual([reader.person.email, 'guest@example.org']);
  expect(await names({ search: reader.person.email.toUpperCase() })).toEqual([reader.person.email]);
});

test('DWN-1: several project spaces stand in one file, with their domain, and only those one may see', async () => {
  const { space, admin } = await populated();
  const other = await build.space();
  await build.member(other, { person: admin.person });
  const { columns, rows } = await sheetOf(admin.client, { projectSpaceId: space.id, alsoProjectSpaceIds: [other.id] });
  expect(columns.at(-1)).toBe('domain');
  expect(rows.map(({ domain }) => domain)).toEqual([space.slug, space.slug, space.slug, other.slug, space.slug]);
  expect(rows.map(({ status }) => status).lastIndexOf('Invited')).toBe(4);
  const foreign = await build.space();
  expect(await admin.client.codes('createBulkDownload', { projectSpaceId: space.id, alsoProjectSpaceIds: [foreign.id] })).toEqual(['NOT_FOUND']);
});

test('ROL-7: people limited to an area get theirs, with no location outside', async () => {
  const { space, reader, dakar } = await populated();
  const roleId = await build.role(space, [Permission.VIEW_WEB_USERS], { ownLocationsOnly: true });
  const limited = await build.member(space, { roleId, locationIds: [dakar] });
  const { columns, rows } = await sheetOf(limited.client, { projectSpaceId: space.id });
  expect(columns).not.toContain('location_code 2');
  expect(new Set(rows.map(({ username }) => username))).toEqual(new Set([reader.person.email, limited.person.email, 'guest@example.org']));
  expect(rows.map((row) => row['location_code 1'])).toEqual(['dakar', 'dakar', 'dakar']);
});

test('DWN-2: the file is its maker’s alone, and goes after 24 hours', async () => {
  const { space, admin } = await populated();
  const state = await made(admin.client, { projectSpaceId: space.id });
  expect(state).toMatchObject({ status: 'READY', rowCount: 4, progress: { done: 4, total: 4 }, fileName: 'user.xlsx' });
  expect((await fetchAs(admin.client, state.downloadUrl)).headers.get('content-disposition')).toBe('attachment; filename="user.xlsx"');
  const other = await build.member(space);
  expect(await stateOf(other.client, state.id)).toBeNull();
  expect((await fetchAs(other.client, state.downloadUrl)).status).toBe(404);
  expect((await fetchAs(build.anonymous(), state.downloadUrl)).status).toBe(401);
  server.clock.forward({ hours: 24 });
  expect(await stateOf(admin.client, state.id)).toMatchObject({ status: 'EXPIRED', downloadUrl: null });
  expect((await fetchAs(admin.client, state.downloadUrl)).status).toBe(410);
  await server.usher.services.periodic.runDue();
  expect(await server.usher.database.query('SELECT 1 FROM bulk_download_pieces WHERE bulk_download_id = $1', [state.id])).toEqual([]);
});

test('ROL-6: whoever lost the right gets the file no more', async () => {
  const { space, admin } = await populated();
  const { client, membershipId } = await build.member(space);
  const { downloadUrl } = await made(client, { projectSpaceId: space.id });
  await admin.client.change('updateMembership', { membershipId, roleId: await build.roleNamed(space, 'Read Only') }, '');
  expect((await fetchAs(client, downloadUrl)).status).not.toBe(200);
});
