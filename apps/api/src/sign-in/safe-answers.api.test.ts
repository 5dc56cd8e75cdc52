import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let second: TestUsher;
let secure: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  second = await startUsher({ beside: server });
  secure = await startUsher({ beside: server, config: { publicUrl: 'https://usher.example' } });
  build = builder(server);
});
afterAll(async () => {
  await secure.stop();
  await second.stop();
  await server.stop();
});

const JSON_HEADERS = { 'content-type': 'application/json' };
const cookiesOf = ({ cookies }: Client) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const signInDocument = (email: string) => ({
  query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', variables: { input: { email, password: PASSWORD } },
});
const send = async (at: TestUsher, body: object, headers: Record<string, string> = {}) => await fetch(`${at.url}/graphql`, {
  method: 'POST', headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify(body),
});

describe('SIG-2: cookies', () => {
  const flags = (line: string) => line.split('; ').slice(1).sort();
  const byName = (response: Response) => Object.fromEntries(
    response.headers.getSetCookie().map((line) => [line.split('=')[0], flags(line)]));
  const [access, refresh, device] = ['900', '2592000', '31536000'].map((age) => ['HttpOnly', `Max-Age=${age}`, 'Path=/', 'SameSite=Lax']);

  test('are out of reach of scripts and other sites, live as long as what they hold, and belong to this host alone', async () => {
    const answer = await send(server, signInDocument((await build.person()).email));
    expect(byName(answer)).toEqual({ usher_access: access, usher_refresh: refresh, usher_device: device });
  });

  test('travel encrypted only, where PUBLIC_URL is https', async () => {
    const answer = await send(secure, signInDocument((await build.person()).email));
    expect(byName(answer)).toEqual({
      usher_access: [...access ?? [], 'Secure'].sort(), usher_refresh: [...refresh ?? [], 'Secure'].sort(), usher_device: [...device ?? [], 'Secure'].sort(),
    });
  });

  test('are cleared with the flags they were set with, so that browsers let go of them', async () => {
    const client = await build.signedIn((await build.person()).id);
    const answer = await send(secure, { query: 'mutation { signOut { userErrors { code } } }' }, { cookie: cookiesOf(client) });
    const cleared = ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'HttpOnly', 'Max-Age=0', 'Path=/', 'SameSite=Lax', 'Secure'];
    expect(byName(answer)).toEqual({ usher_access: cleared, usher_refresh: cleared });
  });
});

describe('SIG-2: every answer', () => {
  const POLICY = "default-src 'self';script-src 'self';script-src-attr 'none';style-src 'self' 'unsafe-inline';img-src 'self' data:;"
    + "font-src 'self';connect-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'";

  test.each<[string, number, string, RequestInit]>([
    ['of the API', 200, '/graphql', { method: 'POST', headers: JSON_HEADERS, body: '{"query":"{ __typename }"}' }],
    ['of the API to what it cannot read', 400, '/graphql', { method: 'POST', headers: JSON_HEADERS, body: '{"query":"{"}' }],
    ['of the API to a key that is not valid', 401, '/graphql', { method: 'POST', headers: { ...JSON_HEADERS, authorization: 'Bearer x' }, body: '{"query":"{ __typename }"}' }],
    ['to another site', 403, '/graphql', { method: 'POST', headers: { ...JSON_HEADERS, origin: 'https://evil.example' }, body: '{}' }],
    ['to a method that is not accepted', 405, '/graphql', { method: 'DELETE' }],
    ['to a form', 415, '/graphql', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' }],
    ['of a download to nobody', 401, '/api/audit/demo.csv', {}],
    ['of nothing', 404, '/no/such/thing', {}],
    ['of the schema', 200, '/schema.graphql', {}],
  ])('%s is kept by nobody, and lets nothing in from elsewhere', async (_what, status, path, init) => {
    const answer = await fetch(server.url + path, init);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store', 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('SIG-2, ACC-4: another site', () => {
  const CHANGE = { query: 'mutation { updateProfile(input: { firstName: "Forged" }) { userErrors { code } } }' };
  const forms: [string, RequestInit & { query?: string }][] = [
    ['by a form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(CHANGE).toString() }],
    ['by a form that writes JSON as plain text', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(CHANGE) }],
    ['by a script with an Origin', { method: 'POST', headers: { ...JSON_HEADERS, origin: 'https://evil.example' }, body: JSON.stringify(CHANGE) }],
    ['by a script of no origin', { method: 'POST', headers: { ...JSON_HEADERS, origin: 'null' }, body: JSON.stringify(CHANGE) }],
    ['from a sister site', { method: 'POST', headers: { ...JSON_HEADERS, 'sec-fetch-site': 'same-site' }, body: JSON.stringify(CHANGE) }],
    ['by a link', { method: 'GET', query: `?query=${encodeURIComponent(CHANGE.query)}` }],
    ['by a link that a browser opens', { method: 'GET', query: `?query=${encodeURIComponent(CHANGE.query)}`, headers: { accept: 'text/html' } }],
  ];

  test.each(forms)('changes nothing with the cookies of somebody who is in: %s', async (_how, { query = '', ...init }) => {
    const person = await build.person();
    const client = await build.signedIn(person.id);
    await fetch(`${server.url}/graphql${query}`, { ...init, headers: { ...init.headers, cookie: cookiesOf(client) } });
    expect((await client.ask('{ viewer { webUser { firstName } } }')).data.viewer.webUser.firstName).toBe('Ana');
  });

  test('what it sends would have changed something from the own site', async () => {
    const client = await build.signedIn((await build.person()).id);
    await send(server, CHANGE, { cookie: cookiesOf(client), 'sec-fetch-site': 'same-origin', origin: server.config.publicUrl });
    expect((await client.ask('{ viewer { webUser { firstName } } }')).data.viewer.webUser.firstName).toBe('Forged');
  });

  test('signs nobody in: the victim would work in an account of the attacker', async () => {
    const { email } = await build.person();
    const answer = await send(server, signInDocument(email), { origin: 'https://evil.example' });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
});

test('SIG-2: tabs that all come back at once, to two servers, rotate once and stay in', async () => {
  const client = await build.signedIn((await build.person()).id);
  const refresh = client.cookies.get('usher_refresh') ?? '';
  const tabs = Array.from({ length: 12 }, (_, index) => new Client(index % 2 ? server : second, { usher_refresh: refresh }));
  const answers = await Promise.all(tabs.map(async (tab) => await tab.ask('{ viewer { webUser { id } } }')));
  expect(answers.every(({ data }) => data.viewer !== null)).toBe(true);
  const given = new Set(tabs.map(({ cookies }) => cookies.get('usher_refresh')));
  expect(given.size).toBe(2);
  const rotated = [...given].find((token) => token !== refresh);
  server.clock.forward({ seconds: 31 });
  expect((await new Client(server, { usher_refresh: rotated ?? '' }).ask('{ viewer { webUser { id } } }')).data.viewer).not.toBeNull();
});
