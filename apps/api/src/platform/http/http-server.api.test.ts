import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { bareServer } from '../graphql/bare-server.fixture';

type Server = Awaited<ReturnType<typeof bareServer>>;
const open: Server[] = [];
async function start(...options: Parameters<typeof bareServer>): Promise<Server> {
  const server = await bareServer(...options);
  open.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ fastify }) => fastify.close()));
});

describe('ACC-4: a route that changes something', () => {
  async function send(method: 'PUT' | 'POST' | 'DELETE' | 'PATCH', headers: Record<string, string>, foreign = false) {
    const { fastify } = await start();
    const config = { acceptsForeignOrigin: foreign };
    const methods = ['PUT', 'POST', 'DELETE', 'PATCH'] as const;
    fastify.route({ method: [...methods], url: '/thing', config, handler: async () => 'changed' });
    const answer = await fastify.inject({ method, url: '/thing', headers, payload: '{}' });
    return [answer.statusCode, answer.body === 'changed'];
  }
  const json = { 'content-type': 'application/json; charset=utf-8' };

  test.each([
    ['accepts a POST of JSON', 'POST', json, [200, true]],
    ['accepts a PUT', 'PUT', json, [200, true]],
    ['refuses DELETE', 'DELETE', json, [405, false]],
    ['refuses PATCH', 'PATCH', json, [405, false]],
    ['refuses a form', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, [415, false]],
    ['refuses plain text', 'POST', { 'content-type': 'text/plain' }, [415, false]],
    ['refuses JSON in a second place', 'POST', { 'content-type': 'text/plain; application/json' }, [415, false]],
    ['refuses a POST of another site', 'POST', { ...json, origin: 'https://evil.example' }, [403, false]],
    ['refuses a PUT of another site', 'PUT', { ...json, 'sec-fetch-site': 'cross-site' }, [403, false]],
  ] as const)('%s', async (_, method, headers, outcome) => {
    expect(await send(method, headers)).toEqual(outcome);
  });

  test('may be exempt when its callers prove themselves otherwise', async () => {
    expect(await send('POST', { ...json, origin: 'https://evil.example' }, true)).toEqual([200, true]);
  });

  test('refuses in plain JSON', async () => {
    const { fastify } = await start();
    const answer = await fastify.inject({ method: 'DELETE', url: '/nothing-here' });
    expect(answer.json()).toEqual({ message: expect.any(String), requestId: answer.headers['x-request-id'] });
    expect(answer.headers.allow).toBe('GET, HEAD, POST, PUT');
  });
});

test('ACC-3: a file that breaks off before its first byte is a masked fault, in plain JSON', async () => {
  const { fastify } = await start();
  fastify.get('/file.csv', async (_request, reply) => await reply.type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="file.csv"')
    .send(new Readable({ read() { this.destroy(new Error('of the library')); } })));
  const answer = await fastify.inject({ url: '/file.csv' });
  expect([answer.statusCode, answer.json()]).toEqual([500, { message: expect.stringMatching(/^Something went wrong/), requestId: expect.any(String) }]);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  expect(answer.headers).not.toHaveProperty('content-disposition');
});

describe('INV-14: the token of a mailed link is in no log', () => {
  const TOKEN = 'Vd8mQ1x-TOKEN_0aZ';
  test.each([
    `/invitations/${TOKEN}`, `/invitations/${TOKEN}/`, `/invitations/${TOKEN}?a=b`, `/invitations/?token=${TOKEN}`,
    `//invitations/${TOKEN}`, `/Invitations/${TOKEN}`, `/invitations%2F${TOKEN}`, `/invitations/${TOKEN}%zz`,
    `/reset-password/${TOKEN}#x`, `/confirm-email/${TOKEN}`, `/${TOKEN}`, `/graphql?query={${TOKEN}}`,
    `/assets/${TOKEN}`, `/healthz?${TOKEN}`, `/invitations/${TOKEN}/../x`,
  ])('when %s is opened', async (url) => {
    const { fastify, text } = await start();
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const headers = { accept: 'text/html', referer: `http://localhost:3000/invitations/${TOKEN}`, cookie: TOKEN };
      await fastify.inject({ method, url, headers, ...(method === 'POST' && { payload: { token: TOKEN } }) });
    }
    expect(text()).not.toContain(TOKEN);
  });

  test('while the line says what was opened', async () => {
    const { fastify, log } = await start();
    const answer = await fastify.inject({ url: `/invitations/${TOKEN}` });
    const line = JSON.parse(log.find((entry) => entry.includes('"msg":"request"'))!);
    expect(line).toMatchObject({ method: 'GET', path: '/invitations…', status: 404 });
    expect(line.requestId).toBe(answer.headers['x-request-id']);
  });

  test('when a request is no HTTP at all', async () => {
    const { fastify, text } = await start();
    const { hostname, port } = new URL(await fastify.listen({ host: '127.0.0.1', port: 0 }));
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname).setEncoding('utf8').once('data', (data) => resolve(String(data)));
      socket.write(`POST / HTTP/1.1\r\nCookie: ${TOKEN}\r\nContent-Length: x\r\n\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(text()).not.toContain(TOKEN);
  });
});

describe('an answer', () => {
  test('has a request id that the client cannot choose', async () => {
    const { fastify } = await start();
    const { headers } = await fastify.inject({ url: '/healthz', headers: { 'x-request-id': 'mine' } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of a failed route is masked', async () => {
    const { fastify, text } = await start();
    fastify.get('/broken', async () => { throw new Error('internal detail'); });
    const answer = await fastify.inject({ url: '/broken' });
    expect([answer.statusCode, answer.body.includes('detail')]).toEqual([500, false]);
    expect(answer.json().message).toContain(answer.json().requestId);
    expect(text()).toContain('internal detail');
  });

  test('of a route that needs the database is 503 while that is out of reach', async () => {
    const { fastify } = await start();
    fastify.get('/broken', async () => { throw Object.assign(new Error(''), { code: 'ECONNREFUSED' }); });
    expect((await fastify.inject({ url: '/broken' })).statusCode).toBe(503);
  });

  test('forbids scripts, frames and referrers from elsewhere', async () => {
    const { headers } = await (await start()).fastify.inject({ url: '/healthz' });
    expect(headers['content-security-policy']).toMatch(/default-src 'self';script-src 'self';/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('asks for encryption only where PUBLIC_URL has it', async () => {
    const { headers } = await (await start({ publicUrl: 'https://usher.example' })).fastify.inject({ url: '/healthz' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('shows the schema as text', async () => {
    const { body, headers } = await (await start()).fastify.inject({ url: '/schema.graphql' });
    expect(body).toContain('type Query');
    expect(headers['content-type']).toMatch(/^text\/plain/);
  });
});

describe('/readyz', () => {
  test('names what fails', async () => {
    const checks = { database: async () => { throw new Error('no'); }, migrations: async () => {} };
    const answer = await (await start({ checks })).fastify.inject({ url: '/readyz' });
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not ready', failing: ['database'] }]);
  });

  test('does not wait for what hangs', async () => {
    const checks = { queue: () => new Promise(() => {}) };
    const answer = await (await start({ checks })).fastify.inject({ url: '/readyz' });
    expect(answer.json().failing).toEqual(['queue']);
  });

  test('is 200 when all is fine', async () => {
    const { fastify } = await start({ checks: { database: async () => {} } });
    expect((await fastify.inject({ url: '/readyz' })).statusCode).toBe(200);
  });
});

describe('/metrics', () => {
  const read = async ({ fastify }: Server, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    fastify.inject({ url: '/metrics', headers, remoteAddress });

  test('counts requests by route and operations by outcome', async () => {
    const server = await start();
    await server.ask('{ greeting }');
    await server.ask('{ nothing }');
    await server.fastify.inject({ url: '/projects/demo/roles' });
    const { body } = await read(server);
    expect(body).toContain('http_request_duration_seconds_count{method="POST",route="/graphql",status="200"} 1');
    expect(body).toContain('graphql_operations_total{type="query",outcome="ok"} 1');
    expect(body).toContain('outcome="GRAPHQL_VALIDATION_FAILED"');
    expect(body).toContain('route="page",status="404"');
    expect(body).toContain('process_resident_memory_bytes');
  });

  test.each([
    ['shown to this machine', null, {}, '127.0.0.1', 200],
    ['shown to this machine, IPv6', null, {}, '::1', 200],
    ['hidden from others', null, {}, '203.0.113.9', 403],
    ['hidden behind a proxy on this machine', null, { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', 403],
    ['shown to the bearer of the token', 'tok', { authorization: 'Bearer tok' }, '203.0.113.9', 200],
    ['hidden with another token', 'tok', { authorization: 'Bearer tokk' }, '127.0.0.1', 401],
    ['hidden without a token', 'tok', {}, '127.0.0.1', 401],
  ])('is %s', async (_, metricsToken, headers, from, status) => {
    const server = await start({ metricsToken });
    expect((await read(server, headers as Record<string, string>, from)).statusCode).toBe(status);
  });
});

describe('TRUST_PROXY', () => {
  async function seen(trustProxy: number | string | false, forwarded: string) {
    const server = await start({ trustProxy });
    server.fastify.get('/ip', async ({ ip }) => ip);
    const ask = () => server.fastify.inject({ url: '/ip', headers: { 'x-forwarded-for': forwarded } });
    await ask();
    return { ip: (await ask()).body, warnings: server.log.filter((line) => line.includes('TRUST_PROXY')).length };
  }

  test.each([
    ['off, the socket counts, and a forwarding header is warned of once', false, '203.0.113.9', '127.0.0.1', 1],
    ['of one hop, the last address counts', 1, '198.51.100.1, 203.0.113.9', '203.0.113.9', 0],
    ['of two hops, the one before', 2, '192.0.2.1, 198.51.100.1, 203.0.113.9', '198.51.100.1', 0],
    ['of networks, the last outside of them', '127.0.0.0/8, 10.0.0.0/8', '203.0.113.9, 10.1.2.3', '203.0.113.9', 0],
    ['of networks that the socket is not in, the socket', '10.0.0.0/8', '203.0.113.9', '127.0.0.1', 0],
  ] as const)('%s', async (_, trustProxy, forwarded, ip, warnings) => {
    expect(await seen(trustProxy, forwarded)).toEqual({ ip, warnings });
  });
});

describe('the pages', () => {
  let pages = '';
  beforeAll(async () => {
    pages = await mkdtemp(join(tmpdir(), 'pages-'));
    await mkdir(join(pages, 'assets'));
    await writeFile(join(pages, 'index.html'), '<title>Usher</title>');
    await writeFile(join(pages, 'assets', 'index-a1b2c3.js'), 'export {};');
  });
  afterAll(() => rm(pages, { recursive: true }));

  async function get(url: string, accept = 'text/html,*/*;q=0.8') {
    const { statusCode, headers, body } = await (await start({ pages })).fastify.inject({ url, headers: { accept } });
    return { status: statusCode, cache: headers['cache-control'], page: body.includes('<title>') };
  }

  test.each(['/', '/index.html', '/projects/demo/web-users?q=a.b', '/invitations/a%2Fb', '/no/such/page', '/a.b'])(
    '%s is index.html, asked for anew each time', async (url) => {
      expect(await get(url)).toEqual({ status: 200, cache: 'no-cache', page: true });
    });

  test('assets are kept for ever, because their names change with their content', async () => {
    const forEver = 'public, max-age=31536000, immutable';
    expect(await get('/assets/index-a1b2c3.js')).toEqual({ status: 200, cache: forEver, page: false });
  });

  test.each([
    ['an asset that is gone', '/assets/index-000000.js', 'text/html'],
    ['what a program asks for', '/api/nothing', 'application/json'],
  ])('%s is not found', async (_, url, accept) => {
    expect(await get(url, accept)).toEqual({ status: 404, cache: 'no-store', page: false });
  });
});

describe('API-5: a browser that opens /graphql', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  let pages = '';
  beforeAll(async () => {
    pages = await mkdtemp(join(tmpdir(), 'pages-'));
    await writeFile(join(pages, 'graphiql.html'), '<title>GraphiQL</title>');
  });
  afterAll(() => rm(pages, { recursive: true }));

  test('gets GraphiQL, under the same rules of content as every page', async () => {
    const { fastify } = await start({ pages });
    for (const url of ['/graphql', '/graphql?query={greeting}']) {
      const { statusCode, headers, body } = await fastify.inject({ url, headers: browser });
      expect([statusCode, body]).toEqual([200, '<title>GraphiQL</title>']);
      expect(headers['content-security-policy']).toContain("default-src 'self';script-src 'self';");
    }
  });

  test('is told in plain words why it is not there where introspection is off', async () => {
    const { fastify } = await start({ pages, introspection: false });
    const { statusCode, headers, body } = await fastify.inject({ url: '/graphql', headers: browser });
    expect([statusCode, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(body).toContain('INTROSPECTION=off');
    const asked = await fastify.inject({ method: 'POST', url: '/graphql', payload: { query: '{ greeting }' } });
    expect(asked.json()).toEqual({ data: { greeting: 'greeting' } });
  });
});

test('closing waits for a request that is being answered', async () => {
  const { fastify } = await start();
  let begun = () => {};
  const reached = new Promise<void>((resolve) => { begun = resolve; });
  fastify.get('/slow', async () => {
    begun();
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    return 'done';
  });
  const address = await fastify.listen({ host: '127.0.0.1', port: 0 });
  const answer = fetch(`${address}/slow`);
  await reached;
  await fastify.close();
  expect(await (await answer).text()).toBe('done');
});
