import { GraphQLError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import { Refusal } from '../refusal';
import { bareServer } from './bare-server.fixture';
import { forbidden, unauthenticated } from './faults';

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

const throwing = (error: unknown) => ({ broken: () => { throw error; } });
const NOT_CONNECTED = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

describe('a surprise', () => {
  test('is masked, and logged with the request id its answer names', async () => {
    const { ask, text } = await start({ resolvers: throwing(new Error('table users has no column x')) });
    const answer = await ask('query($s: String) { greeting broken(secret: $s) }', { variables: { s: 'hunter2' } });
    const requestId = answer.headers['x-request-id'];
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      data: { greeting: 'greeting', broken: null },
      errors: [{
        message: expect.stringContaining(`report request ${String(requestId)}`),
        locations: expect.anything(), path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' },
      }],
    });
    expect(answer.body).not.toMatch(/users|stack|node_modules/);
    expect(text()).toContain('table users has no column x');
    expect(text()).toContain(`"requestId":"${String(requestId)}"`);
    expect(text()).not.toContain('hunter2');
  });

  test('of the database keeps its parameters and values out of the log', async () => {
    const message = 'invalid input syntax for type uuid: "s3cret"';
    const driver = Object.assign(new Error(message), { code: '22P02', detail: 's3cret' });
    const { ask, text } = await start({ resolvers: throwing(new QueryFailedError('SELECT $1', ['s3cret'], driver)) });
    await ask('{ broken }');
    expect(text()).toContain('22P02');
    expect(text()).not.toContain('s3cret');
  });

  test.each([
    ['a refusal outside of a payload', new (class extends Refusal { readonly code = 'NOT_FOUND'; })('No such thing.')],
    ['a GraphQL error without a code', new GraphQLError('internal detail')],
    ['a GraphQL error with a code of its own', new GraphQLError('internal detail', { extensions: { code: 'ODD' } })],
    ['something else than an error', 'just text'],
  ])('is also %s', async (_, thrown) => {
    const { ask } = await start({ resolvers: throwing(thrown) });
    const [error] = (await ask('{ broken }')).json().errors;
    expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(error.message).toMatch(/^Something went wrong on our side/);
  });

  test('while the context is made names the request too', async () => {
    const { ask } = await start({ context: async () => { throw new Error('detail'); } });
    const answer = await ask('{ greeting }');
    expect(answer.statusCode).toBe(500);
    expect(answer.json().errors[0].message).toContain(String(answer.headers['x-request-id']));
    expect(answer.body).not.toContain('detail');
  });
});

describe('ACC-3: a fault keeps its code', () => {
  test('and its path', async () => {
    const { ask } = await start({ resolvers: throwing(forbidden()) });
    const [error] = (await ask('{ broken }')).json().errors;
    expect(error).toMatchObject({ path: ['broken'], extensions: { code: 'FORBIDDEN' } });
  });

  test('and the seconds until another try', async () => {
    const extensions = { code: 'RATE_LIMITED', retryAfter: 7, internal: 1 };
    const limited = new GraphQLError('Too often.', { extensions });
    const { ask } = await start({ resolvers: throwing(limited) });
    expect((await ask('{ broken }')).json().errors[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 7 });
  });

  test('when the database is out of reach for a field', async () => {
    const { ask } = await start({ resolvers: throwing(NOT_CONNECTED) });
    expect((await ask('{ broken }')).json().errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE');
  });

  test.each([
    ['503 when the database is out of reach', NOT_CONNECTED, 503, 'SERVICE_UNAVAILABLE'],
    ['401 when its key is wrong', unauthenticated(), 401, 'UNAUTHENTICATED'],
  ])('and the request as a whole is answered %s', async (_, thrown, status, code) => {
    const { ask } = await start({ context: async () => { throw thrown; } });
    const answer = await ask('{ greeting }');
    expect(answer.statusCode).toBe(status);
    expect(answer.json().errors[0].extensions.code).toBe(code);
  });
});

describe('a wrong request', () => {
  let server: Server;
  beforeEach(async () => { server = await start(); });
  const inShape = (code: string) => ({ errors: [{ message: expect.any(String), extensions: { code } }] });

  test.each([
    ['malformed JSON', '{ "query": '],
    ['an empty body', ''],
    ['a number for a body', '1'],
    ['null for a body', 'null'],
    ['an empty object', '{}'],
    ['a batch', '[{"query":"{ greeting }"},{"query":"{ greeting }"}]'],
    ['an empty batch', '[]'],
    ['a number for a query', '{"query":1}'],
    ['a list for a query', '{"query":["{ greeting }"]}'],
    ['an empty query', '{"query":""}'],
    ['text for variables', '{"query":"{ greeting }","variables":"x"}'],
    ['a list for variables', '{"query":"{ greeting }","variables":[]}'],
    ['a number for the operation name', '{"query":"{ greeting }","operationName":1}'],
    ['an operation that is not there', '{"query":"query A { greeting }","operationName":"B"}'],
    ['text for extensions', '{"query":"{ greeting }","extensions":"x"}'],
    ['a prototype', '{"query":"{ greeting }","__proto__":{"a":1}}'],
  ])('with %s is answered 400 in GraphQL\'s shape', async (_, payload) => {
    const answer = await server.fastify.inject({
      method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' }, payload,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual(inShape('BAD_USER_INPUT'));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('of two megabytes is refused', async () => {
    const answer = await server.ask('{ greeting }', { variables: { pad: 'x'.repeat(2 * 1024 * 1024) } });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toEqual(inShape('BAD_USER_INPUT'));
  });

  const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
  test.each([...forms, 'application/jsonp', ''])(
    'ACC-4: of content type "%s" is refused', async (type) => {
      const payload = '{"query":"mutation { touch }"}';
      const headers = { 'content-type': type };
      const answer = await server.fastify.inject({ method: 'POST', url: '/graphql', headers, payload });
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toEqual(inShape('BAD_USER_INPUT'));
    });

  test('ACC-4: from another site is refused, and nothing runs', async () => {
    const answer = await server.ask('mutation { touch }', {}, { origin: 'https://evil.example' });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toEqual(inShape('FORBIDDEN'));
  });

  test.each(['a b', '['])('with the Host header "%s" is refused', async (host) => {
    expect((await server.ask('{ greeting }', {}, { host })).statusCode).toBe(400);
  });

  test.each([
    ['a value of the wrong type', 'query($w: Wish) { wished(wish: $w) }', { w: { colour: 'BLUE' } }],
    ['a field that is not there', 'query($w: Wish) { wished(wish: $w) }', { w: { color: 'RED' } }],
  ])('with %s in its variables is BAD_USER_INPUT', async (_, query, variables) => {
    const answer = await server.ask(query, { variables });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('that gives null where a value is needed is BAD_USER_INPUT', async () => {
    const answer = await server.ask('query($n: Int = 1) { sized(size: $n) }', { variables: { n: null } });
    expect(answer.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('GET', () => {
  const get = (server: Server, query: string, headers: Record<string, string> = {}) =>
    server.fastify.inject({ method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}`, headers });

  test('answers queries of programs that say they mean it', async () => {
    const answer = await get(await start(), '{ greeting }', { 'apollo-require-preflight': '1' });
    expect(answer.json()).toEqual({ data: { greeting: 'greeting' } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('never changes anything', async () => {
    const touch = jest.fn();
    const server = await start({ resolvers: { touch } });
    expect((await get(server, 'mutation { touch }', { 'apollo-require-preflight': '1' })).statusCode).toBe(405);
    expect((await get(server, 'mutation { touch }')).statusCode).toBe(400);
    expect(touch).not.toHaveBeenCalled();
  });
});

describe('ACC-3: a document that asks for too much', () => {
  const times = (count: number, write: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => write(index)).join(' ');
  test.each([
    ['aliases', `{ ${times(101, (i) => `a${i}: greeting`)} }`],
    ['directives', `{ greeting ${'@include(if: true) '.repeat(50)} }`],
    ['circular introspection', '{ __schema { types { fields { type { fields { type { name } } } } } } }'],
    ['the same field again and again', `{ ${'greeting '.repeat(600)} }`],
    ['tokens', `{ ${'greeting '.repeat(5000)} }`],
    ['pages within pages', '{ item { items(first: 200) { nodes { items(first: 200) { nodes { id } } } } } }'],
    ['mutations', `mutation { ${times(11, (i) => `a${i}: touch`)} }`],
  ])('by %s is answered 400, and nothing runs', async (_, query) => {
    const resolver = jest.fn();
    const { ask } = await start({ resolvers: { greeting: resolver, touch: resolver } });
    for (const attempt of [1, 2]) {
      const answer = await ask(query);
      expect([attempt, answer.statusCode]).toEqual([attempt, 400]);
      expect(answer.json()).not.toHaveProperty('data');
      expect(answer.json().errors[0].extensions).toEqual({ code: 'DOCUMENT_TOO_COMPLEX' });
    }
    expect(resolver).not.toHaveBeenCalled();
  });

  test('is refused before validation costs anything', async () => {
    const { ask } = await start();
    const query = `{ ${times(600, () => `...F`)} } fragment F on Query { ${'item { id } '.repeat(100)} }`;
    const began = performance.now();
    expect((await ask(query)).statusCode).toBe(400);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('by a fragment that contains itself is refused by validation', async () => {
    const { ask } = await start();
    const answer = await ask('{ ...A } fragment A on Query { greeting ...B } fragment B on Query { ...A }');
    expect(answer.json().errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('suggestions', () => {
  const wrong = '{ greetin }';
  test('help while introspection is on', async () => {
    expect((await (await start()).ask(wrong)).json().errors[0].message).toContain('Did you mean "greeting"');
  });

  test('INTROSPECTION=off silences them, in documents and in variables', async () => {
    const { ask } = await start({ introspection: false });
    const answers = [
      await ask(wrong),
      await ask('{ wished(wish: { colour: REDD }) }'),
      await ask('query($w: Wish) { wished(wish: $w) }', { variables: { w: { color: 'RED' } } }),
      await ask('query($w: Wish) { wished(wish: $w) }', { variables: { w: { colour: 'REDD' } } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400]);
    for (const { body } of answers) expect(body).not.toMatch(/did you mean|greeting"|colour"\?|RED"\?/i);
  });

  test('INTROSPECTION=off refuses introspection', async () => {
    const { ask } = await start({ introspection: false });
    const answer = await ask('{ __schema { types { name } } }');
    expect(answer.json().errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await ask('{ __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
  });
});

test('the answer is of the type the client accepts', async () => {
  const { ask } = await start();
  const answer = await ask('{ greeting }', {}, { accept: 'application/graphql-response+json' });
  expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
});
