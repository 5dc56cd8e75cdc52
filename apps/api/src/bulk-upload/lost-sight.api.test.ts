import { AreasOfUploads20261126020000 } from '../../migrations/20261126020000-areas-of-uploads';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { until } from '../../test/until';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const EDITOR = ['EDIT_WEB_USERS', 'VIEW_WEB_USERS'] as never;
const SHOWN = `status fileName progress { done total } resultUrl viewerCanCancel summary { rows membershipsChanged problems }
  rows { totalCount nodes { number changes { field from to } } }`;

const look = async ({ client }: TestMember, id: string) => (await client.ask(`{ bulkUpload(id: "${id}") { ${SHOWN} } }`)).data.bulkUpload;
const numbersIn = ({ rows }: { rows: { nodes: { number: number }[] } }) => rows.nodes.map(({ number }) => number);
const settled = async (maker: TestMember, id: string, ...statuses: string[]) =>
  await until(async () => await look(maker, id), ({ status }) => statuses.includes(status));

async function uploaded(maker: TestMember, space: TestSpace, ...lines: string[]): Promise<string> {
  const { uploadUrl, bulkUpload: { id } } = await maker.client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'uploadUrl bulkUpload { id }');
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: maker.client.ownHeaders(), body: lines.join('\n') });
  await settled(maker, id, 'READY');
  return id;
}

const fetched = async ({ client }: TestMember, url: string) => (await fetch(`${server.url}${url}`, { headers: client.ownHeaders() })).status;

/** Somebody in Accra, and a maker who sees all of the project space, until they are limited to Dakar. */
async function limiting() {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const [dakar, accra] = [await build.location(space, 'dakar'), await build.location(space, 'accra')];
  const target = await build.member(space, { role: 'Read Only', locationIds: [accra] });
  const roleId = await build.role(space, [], { name: 'Helper' });
  const wide = await build.role(space, EDITOR);
  const narrow = await build.role(space, EDITOR, { ownLocationsOnly: true });
  const maker = await build.member(space, { roleId: wide, locationIds: [dakar] });
  await server.usher.database.query('UPDATE memberships SET role_id = $2 WHERE id = $1', [target.membershipId, roleId]);
  const become = async (id: string) => void (await admin.client.change('updateMembership', { membershipId: maker.membershipId, roleId: id }, ''));
  const line = `${target.person.email},Helper,dakar`;
  return { space, admin, target, maker, wide, narrow, become, dakar, lines: ['username,role,location_code 1', line] };
}

test('ROL-6, ROL-7, UPL-9: whoever is limited to an area after the check sees no row any more, and again once they are not', async () => {
  const { space, admin, target, maker, wide, narrow, become, lines } = await limiting();
  const id = await uploaded(maker, space, ...lines);
  const before = await look(maker, id);
  expect(before).toMatchObject({
    summary: { rows: 1, membershipsChanged: 1 }, rows: { nodes: [{ number: 2, changes: [{ field: 'locations', from: 'accra', to: 'dakar' }] }] },
  });
  await become(narrow);
  const { data } = await maker.client.ask(`{ projectSpace(slug: "${space.slug}") { membership(id: "${target.membershipId}") { id } } }`);
  expect(data.projectSpace.membership).toBeNull();
  expect(await look(maker, id)).toEqual({
    ...before, summary: { rows: 0, membershipsChanged: 0, problems: 0 }, rows: { totalCount: 0, nodes: [] },
  });
  expect(await look(admin, id)).toMatchObject({ progress: { done: 1, total: 1 }, rows: { totalCount: 1 } });
  await become(wide);
  expect(await look(maker, id)).toEqual(before);
});

test('ROL-7, UPL-10: nor the result of what was applied before', async () => {
  const { space, maker, wide, narrow, become, lines } = await limiting();
  const id = await uploaded(maker, space, ...lines);
  await maker.client.change('applyBulkUpload', { bulkUploadId: id }, '');
  const { resultUrl } = await settled(maker, id, 'DONE');
  expect(await fetched(maker, resultUrl)).toBe(200);
  await become(narrow);
  expect(await look(maker, id)).toMatchObject({ status: 'DONE', resultUrl: null, rows: { nodes: [] } });
  expect(await fetched(maker, resultUrl)).toBe(409);
  await become(wide);
  expect(await look(maker, id)).toMatchObject({ resultUrl, rows: { totalCount: 1 } });
});

test('ROL-7, UPL-9: a limited maker sees their rows while the area stays the same, and not what was judged again in another', async () => {
  const { space, admin, maker, narrow, wide, become, dakar } = await limiting();
  await become(narrow);
  await build.role(space, [], { name: 'Local', ownLocationsOnly: true });
  const id = await uploaded(maker, space, 'username,role,location_code 1', 'new@example.org,Local,dakar');
  expect(await look(maker, id)).toMatchObject({ summary: { rows: 1, problems: 0 }, rows: { nodes: [{ number: 2 }] } });
  const thies = await build.location(space, 'thies');
  const move = async (locationId: string) => await admin.client.change(
    'updateMembership', { membershipId: maker.membershipId, locationIds: [locationId] }, '');
  await move(thies);
  expect(numbersIn(await look(maker, id))).toEqual([]);
  await maker.client.change('applyBulkUpload', { bulkUploadId: id }, '');
  await settled(maker, id, 'DONE');
  await move(dakar);
  expect(numbersIn(await look(maker, id))).toEqual([]);
  await become(wide);
  expect(numbersIn(await look(maker, id))).toEqual([2]);
});

test('ROL-6, UPL-8, UPL-9: rows about a project space are gone with it, those of others stay', async () => {
  const [space, second] = [await build.space(), await build.space()];
  const maker = await build.member(space);
  const [{ membershipId }, secondAdmin] = [await build.member(second, { person: maker.person }), await build.member(second)];
  const target = await build.member(second, { role: 'Read Only' });
  const id = await uploaded(
    maker, space, 'username,role,domain', 'here@example.org,Read Only,', `${target.person.email},App Editor,${second.slug}`,
    'x@example.org,Read Only,unknown', `broken,Read Only,${second.slug}`);
  expect(await look(maker, id)).toMatchObject({
    summary: { rows: 4, membershipsChanged: 1, problems: 2 },
    rows: { nodes: [{ number: 2 }, { number: 3, changes: [{ field: 'role', from: 'Read Only', to: 'App Editor' }] }, { number: 4 }, { number: 5 }] },
  });
  await secondAdmin.client.change('removeMembership', { membershipId }, '');
  const left = await look(maker, id);
  expect(left).toMatchObject({ summary: { rows: 2, membershipsChanged: 0, problems: 1 }, rows: { totalCount: 2 } });
  expect(numbersIn(left)).toEqual([2, 4]);
  await maker.client.change('applyBulkUpload', { bulkUploadId: id }, '');
  expect(await settled(maker, id, 'DONE')).toMatchObject({ resultUrl: null });
  expect(await fetched(maker, `/api/bulk-uploads/${id}/result`)).toBe(409);
});

test('ROL-7: of uploads from before the areas were kept, only makers who see the project space as a whole see the rows', async () => {
  const { space, maker, narrow, become, lines } = await limiting();
  const id = await uploaded(maker, space, ...lines);
  const runner = server.usher.database.createQueryRunner();
  await new AreasOfUploads20261126020000().down(runner);
  await new AreasOfUploads20261126020000().up(runner);
  await runner.release();
  expect(numbersIn(await look(maker, id))).toEqual([2]);
  await become(narrow);
  expect(numbersIn(await look(maker, id))).toEqual([]);
});
