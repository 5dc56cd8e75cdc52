import { serverAudits } from 'graphql-http';
import { builder } from '../test/build';
import { emptyDatabase } from '../test/database';
import { startUsher } from '../test/usher';

test('two servers that start at once on an empty database migrate it once', async () => {
  const database = await emptyDatabase();
  const servers = await Promise.all([startUsher({ database }), startUsher({ database })]);
  const [{ count }] = await servers[0].usher.database.query('SELECT count(*)::int AS count FROM migrations');
  const [{ distinct }] = await servers[1].usher.database.query('SELECT count(DISTINCT name)::int AS distinct FROM migrations');
  expect(count).toBe(distinct);
  expect(count).toBeGreaterThan(0);
  for (const server of servers) expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  for (const server of servers) await server.stop();
  await database.drop();
});

test("graphql-http's audit has no MUST failing on the real schema", async () => {
  const server = await startUsher();
  const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch }).filter(({ name }) => name.startsWith('MUST'));
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
  await server.stop();
});

test('SIG-5: the last access is the day one used that project space, written once a day', async () => {
  const server = await startUsher();
  const build = builder(server);
  const [space, other] = [await build.space(), await build.space()];
  const person = await build.person();
  const here = await build.member(space, { person });
  await build.member(other, { person });
  const days = async (client = here.client) => {
    const { data } = await client.ask('{ viewer { memberships { projectSpace { slug } lastAccessDate } } }');
    return Object.fromEntries(data.viewer.memberships.map((one: { projectSpace: { slug: string }; lastAccessDate: string | null }) =>
      [one.projectSpace.slug, one.lastAccessDate]));
  };
  expect(await days()).toEqual({ [space.slug]: null, [other.slug]: null });
  const visit = `{ projectSpace(slug: "${space.slug}") { name } }`;
  await here.client.ask(visit);
  const today = server.clock.now().toISOString().slice(0, 10);
  expect(await days()).toEqual({ [space.slug]: today, [other.slug]: null });
  server.clock.forward({ days: 1 });
  const client = await build.signedIn(person.id);
  await client.ask(visit);
  expect((await days(client))[space.slug]).toBe(server.clock.now().toISOString().slice(0, 10));
  await server.stop();
});
