import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

async function tree() {
  const space = await build.space({ usesLocations: true });
  const { client } = await build.member(space);
  const add = async (code: string, parentId?: string) => (await client.change(
    'createLocation', { projectSpaceId: space.id, code, name: `Place ${code}`, parentId }, 'location { id }')).location.id as string;
  const pathOf = async (id: string) => (await server.usher.database.query('SELECT path FROM locations WHERE id = $1', [id]))[0].path;
  return { space, client, add, pathOf };
}

test('locations are added at the top and below others, and it is recorded', async () => {
  const { space, client, add } = await tree();
  const senegal = await add('senegal');
  await add('dakar', senegal);
  const { data } = await client.ask(`{ projectSpace(slug: "${space.slug}") {
    locations { nodes { code hasChildren memberCount parent { code } } } auditEvents { nodes { action subjectName changes { field to } } } } }`);
  expect(data.projectSpace.locations.nodes).toEqual([
    { code: 'dakar', hasChildren: false, memberCount: 0, parent: { code: 'senegal' } },
    { code: 'senegal', hasChildren: true, memberCount: 0, parent: null },
  ]);
  expect(data.projectSpace.auditEvents.nodes[0]).toEqual({
    action: 'location.created', subjectName: 'dakar',
    changes: [{ field: 'name', to: 'Place dakar' }, { field: 'parent', to: 'senegal' }],
  });
});

test.each([
  [{ code: '' }, 'REQUIRED', 'code'], [{ code: 'a,b' }, 'INVALID', 'code'], [{ code: 'x'.repeat(101) }, 'TOO_LONG', 'code'],
  [{ name: ' ' }, 'REQUIRED', 'name'], [{ name: 'a\u0007' }, 'INVALID', 'name'], [{ name: 'x'.repeat(256) }, 'TOO_LONG', 'name'],
  [{ code: 'DAKAR' }, 'CODE_TAKEN', 'code'], [{ parentId: 'nonsense' }, 'LOCATION_NOT_AVAILABLE', 'parentId'],
])('%j is %s at %s', async (given, code, field) => {
  const { space, client, add } = await tree();
  await add('dakar');
  const input = { projectSpaceId: space.id, code: 'new', name: 'New', ...given };
  expect((await client.change('createLocation', input, '')).userErrors).toMatchObject([{ code, field: [field] }]);
});

test('a location moves with all below it, and never below itself', async () => {
  const { client, add, pathOf } = await tree();
  const [a, b] = [await add('a'), await add('b')];
  const c = await add('c', b);
  const d = await add('d', c);
  await client.change('updateLocation', { locationId: b, parentId: a }, '');
  expect(await pathOf(d)).toEqual([a, b, c, d]);
  const below = await client.change('updateLocation', { locationId: b, parentId: d }, '');
  expect(below.userErrors).toMatchObject([{ code: 'INVALID', field: ['parentId'] }]);
  await client.change('updateLocation', { locationId: c, moveToTop: true }, '');
  expect(await pathOf(d)).toEqual([c, d]);
});

test('two that are moved below each other at once never close a circle', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { client, add } = await tree();
    const [a, b] = [await add('a'), await add('b')];
    const codes = (await Promise.all([
      client.codes('updateLocation', { locationId: a, parentId: b }), client.codes('updateLocation', { locationId: b, parentId: a }),
    ])).flat();
    expect(codes).toEqual(['INVALID']);
  }
});

test('the tree is at most 20 levels deep', async () => {
  const { space, client, add } = await tree();
  let parentId: string | undefined;
  for (let level = 0; level < 20; level += 1) parentId = await add(`level-${level}`, parentId);
  expect(await client.codes('createLocation', { projectSpaceId: space.id, code: 'deep', name: 'Deep', parentId })).toEqual(['INVALID']);
});

test('what is used is not deleted, and the refusal says by what; ended invitations do not keep it', async () => {
  const { space, client, add } = await tree();
  const [a, b] = [await add('a'), await add('b')];
  await add('c', a);
  const roleId = await build.roleNamed(space, 'Read Only');
  await build.member(space, { roleId, locationIds: [a] });
  const { invitation } = await client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId, email: 'x@example.org', locationIds: [a, b] }, 'invitation { id }');
  const { userErrors } = await client.change('deleteLocation', { locationId: a }, '');
  expect(userErrors).toMatchObject([{ code: 'LOCATION_IN_USE' }]);
  expect(userErrors[0].message).toContain('1 location below it, 1 member, 1 open invitation');
  expect(await client.codes('deleteLocation', { locationId: b })).toEqual(['LOCATION_IN_USE']);
  await client.change('removeInvitation', { invitationId: invitation.id }, '');
  expect((await client.change('deleteLocation', { locationId: b }, 'deletedLocationId')).deletedLocationId).toBe(b);
});
