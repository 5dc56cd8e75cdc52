import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ config: { costPerMinute: 100 } });
  build = builder(server);
});
afterAll(async () => await server.stop());

async function keyed() {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const ask = async (query: string, bearer = key.secret) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` }, body: JSON.stringify({ query }),
    });
    const header = (name: string) => response.headers.get(name);
    const { errors = [] } = (await response.json()) as { errors?: { extensions: object }[] };
    return { status: response.status, errors, header, left: Number(/r=(\d+)/.exec(header('ratelimit') ?? '')?.[1]) };
  };
  const page = (first: number) => `{ projectSpace(slug: "${space.slug}") { memberships(first: ${first}) { nodes { id } } } }`;
  return { space, admin, ask, page };
}

test('a page of 200 costs more than a page of 50, and that more than a look-up; headers say what is left', async () => {
  const { ask, page } = await keyed();
  const first = await ask('{ apiKey { id } }');
  expect(first.header('ratelimit-policy')).toBe('"cost";q=100;w=60');
  expect(first.header('ratelimit')).toMatch(/^"cost";r=99;t=(59|60)$/);
  expect((await ask(page(50))).left).toBe(93);
  expect((await ask(page(200))).left).toBe(72);
});

test('ACC-3: whoever asks too much is told when to try again, and others are still answered', async () => {
  const { admin, space, ask, page } = await keyed();
  for (let asked = 0; asked < 4; asked += 1) expect((await ask(page(200))).status).toBe(200);
  const { status, errors, header } = await ask(page(200));
  const seconds = Number(header('retry-after'));
  expect([status, errors[0]?.extensions]).toEqual([429, { code: 'RATE_LIMITED', retryAfter: seconds }]);
  expect((await ask('{ apiKey { id } }')).status).toBe(200);
  expect((await admin.client.ask(page(200))).status).toBe(200);
  const other = await build.apiKey(space, await build.member(space));
  expect((await ask(page(200), other.secret)).status).toBe(200);
  server.clock.forward({ seconds });
  expect((await ask(page(200))).status).toBe(200);
});

test('of aliases each costs, so that they are no way around', async () => {
  const { ask, page } = await keyed();
  const inner = page(50).slice(1, -1);
  expect((await ask(`{ a: ${inner.trim()} b: ${inner.trim()} }`)).left).toBe(89);
});
