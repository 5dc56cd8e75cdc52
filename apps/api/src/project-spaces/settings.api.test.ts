import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

test('the name and the use of organizations are changed, and what was is recorded', async () => {
  const space = await build.space({ name: 'Clinic' });
  const { client } = await build.member(space);
  const { projectSpace } = await client.change(
    'updateProjectSpace', { projectSpaceId: space.id, name: ' Clinic of Dakar ', usesLocations: true }, 'projectSpace { name usesLocations }');
  expect(projectSpace).toEqual({ name: 'Clinic of Dakar', usesLocations: true });
  const { data } = await client.ask(`{ projectSpace(slug: "${space.slug}") { name usesLocations
    auditEvents(first: 1) { nodes { action changes { field from to } } } } }`);
  expect(data.projectSpace).toEqual({
    name: 'Clinic of Dakar', usesLocations: true,
    auditEvents: { nodes: [{ action: 'project-space.changed', changes: [
      { field: 'name', from: 'Clinic', to: 'Clinic of Dakar' }, { field: 'usesLocations', from: 'false', to: 'true' },
    ] }] },
  });
});

test.each([[' ', 'REQUIRED'], ['x'.repeat(201), 'TOO_LONG'], ['two\nlines', 'INVALID']])('the name %j is %s', async (name, code) => {
  const space = await build.space();
  const { client } = await build.member(space);
  expect(await client.codes('updateProjectSpace', { projectSpaceId: space.id, name })).toEqual([code]);
});

test('what is absent or null is left as it is, and nothing is recorded', async () => {
  const space = await build.space({ usesLocations: true });
  const { client } = await build.member(space);
  expect(await client.codes('updateProjectSpace', { projectSpaceId: space.id, name: null, usesLocations: null })).toEqual([]);
  const { data } = await client.ask(`{ projectSpace(slug: "${space.slug}") { usesLocations auditEvents(filter: { actions: ["project-space.changed"] }) { totalCount } } }`);
  expect(data.projectSpace).toEqual({ usesLocations: true, auditEvents: { totalCount: 0 } });
});
