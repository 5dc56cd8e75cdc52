import { builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
beforeAll(async () => {
  server = await startUsher();
});
afterAll(async () => await server.stop());

const LIST = `query ($slug: String!, $search: String, $parentId: ID, $first: Int, $after: String) { projectSpace(slug: $slug) {
  locations(search: $search, parentId: $parentId, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { code name parent { code } } } } }`;

async function tree() {
  const build = builder(server);
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const senegal = await build.location(space, 'senegal');
  for (const code of ['dakar', 'thies', '100%']) await build.location(space, code, senegal);
  const list = async (variables: object = {}) =>
    (await admin.client.ask(LIST, { slug: space.slug, ...variables })).data.projectSpace.locations;
  return { list, senegal };
}
const codesIn = (page: { nodes: { code: string }[] }) => page.nodes.map(({ code }) => code);

test('locations are searched by name and code, told by their parent, and paged', async () => {
  const { list, senegal } = await tree();
  expect(await list({ search: 'DAK' })).toMatchObject({ totalCount: 1, nodes: [{ code: 'dakar', parent: { code: 'senegal' } }] });
  expect(codesIn(await list({ parentId: senegal }))).toEqual(['100%', 'dakar', 'thies']);
  const first = await list({ first: 3 });
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(codesIn(await list({ first: 3, after: first.pageInfo.endCursor }))).toEqual(['thies']);
});

test.each([['%', ['100%']], ['_', []], ['\\', []], ['\u0000dakar', ['dakar']]])('a search for %j means just that', async (search, codes) => {
  const { list } = await tree();
  expect(codesIn(await list({ search }))).toEqual(codes);
});

test('below an id that is none there is nothing', async () => {
  const { list } = await tree();
  expect(await list({ parentId: 'nonsense' })).toMatchObject({ totalCount: 0, nodes: [] });
});
