import { getIntrospectionQuery } from 'graphql';
import { type Builder, builder, type TestSpace } from '../test/build';
import type { KeyClient } from '../test/client';
import { startUsher, type TestUsher } from '../test/usher';

let server: TestUsher;
/** The same without introspection. */
let silent: TestUsher;
let build: Builder;
let space: TestSpace;
let key: KeyClient;
beforeAll(async () => {
  server = await startUsher();
  silent = await startUsher({ beside: server, config: { introspection: false } });
  build = builder(server);
  space = await build.space();
  key = await build.apiKey(space, await build.member(space));
});
afterAll(async () => {
  await silent.stop();
  await server.stop();
});

const times = (count: number, write: (index: number) => string) => Array.from({ length: count }, (_, index) => write(index)).join(' ');
const inSpace = (fields: string) => `{ projectSpace(slug: "${space.slug}") { ${fields} } }`;

async function send(body: string, headers: Record<string, string> = {}, at = server) {
  const response = await fetch(`${at.url}/graphql`, {
    method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}`, ...headers },
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
  return { status: response.status, text, data, codes: errors.map(({ extensions }) => extensions.code) };
}

const ask = async (query: string, more: object = {}) => await send(JSON.stringify({ query, ...more }));

describe('ACC-3: a document that costs much to answer, or to look at, is refused before it is run', () => {
  test.each<[string, () => string]>([
    ['alias overload', () => inSpace(times(31, (i) => `a${i}: name`))],
    ['alias overload of a costly field', () => inSpace(times(31, (i) => `a${i}: memberships(first: 200) { totalCount }`))],
    ['aliases spread over fragments', () => `${inSpace(times(4, (i) => `...F${i}`))} ${times(4, (i) => `fragment F${i} on ProjectSpace { ${times(8, (j) => `a${i}x${j}: name`)} }`)}`],
    ['field duplication', () => inSpace('name '.repeat(21))],
    ['field duplication in fragments', () => `${inSpace('...F '.repeat(21))} fragment F on ProjectSpace { name }`],
    ['directive overload in one place', () => inSpace(`name ${'@include(if: true) '.repeat(6)}`)],
    ['directive overload over places', () => inSpace(times(21, (i) => `a${i}: name @skip(if: false)`))],
    ['directives nobody knows', () => inSpace(`name ${'@no '.repeat(50)}`)],
    ['circular introspection', () => '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'],
    ['circular introspection through fragments', () => '{ __schema { types { ...T } } } fragment T on __Type { fields { type { ofType { ...U } } } } fragment U on __Type { fields { name } }'],
    ['depth', () => inSpace(`memberships { nodes { ${'projectSpace { membership(id: "x") { '.repeat(6)} id ${'} }'.repeat(6)} } }`)],
    ['depth by inline fragments and fields', () => inSpace(`memberships { nodes { ${'... on Membership { projectSpace { ... on ProjectSpace { membership(id: "x") { '.repeat(6)} id ${'} } } }'.repeat(6)} } }`)],
    ['fragments that double each other', () => `${inSpace('...F0')} ${times(12, (i) => `fragment F${i} on ProjectSpace { ...F${i + 1} ...F${i + 1} }`)} fragment F12 on ProjectSpace { name }`],
    ['pages within pages', () => inSpace('memberships(first: 200) { nodes { projectSpace { memberships(first: 200) { nodes { id } } } } }')],
    ['pages beside pages', () => inSpace(times(30, (i) => `a${i}: memberships(first: 200) { nodes { projectSpace { invitations(first: 20) { nodes { id } } } } }`))],
    ['tokens', () => `{ ${'site { name } '.repeat(500)} }`],
    ['tokens within a value', () => `{ projectSpace(slug: ${'['.repeat(2_100)}${']'.repeat(2_100)}) { id } }`],
    ['mutations', () => `mutation { ${times(11, (i) => `a${i}: deleteRole(input: { roleId: "x" }) { deletedRoleId }`)} }`],
    ['an operation that is not the one asked for', () => `query Small { site { name } } query Large { ${times(31, (i) => `a${i}: site { name }`)} }`],
  ])('%s', async (_, write) => {
    const answer = await ask(write(), /Small/.test(write()) ? { operationName: 'Small' } : {});
    expect([answer.status, answer.codes, answer.data]).toEqual([400, ['DOCUMENT_TOO_COMPLEX'], undefined]);
  });

  test.each([
    ['itself', 'fragment A on ProjectSpace { name ...A }'],
    ['itself by way of others', 'fragment A on ProjectSpace { ...B } fragment B on ProjectSpace { ...C } fragment C on ProjectSpace { ...A }'],
  ])('a fragment that contains %s', async (_, fragments) => {
    const answer = await ask(`${inSpace('...A')} ${fragments}`);
    expect([answer.status, new Set(answer.codes), answer.data]).toEqual([400, new Set(['GRAPHQL_VALIDATION_FAILED']), undefined]);
  });

  test('errors of validation are told up to a number, however many there are', async () => {
    const { codes } = await ask(inSpace(times(400, (i) => `nothing${i}`)));
    expect(codes.length).toBeLessThanOrEqual(11);
  });

  test('the standard question of tools for the whole schema is answered', async () => {
    expect((await ask(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))).codes).toEqual([]);
  });
});

describe('ACC-4: what a page of another site can send changes nothing', () => {
  const change = () => `mutation { inviteWebUser(input: { projectSpaceId: "${space.id}", roleId: "x", email: "csrf@example.org" }) { userErrors { code } } }`;

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/jsonp', ''])(
    'a POST of content type "%s"', async (type) => {
      expect((await send(JSON.stringify({ query: change() }), { 'content-type': type })).status).toBe(415);
    });

  test.each(['{ "query": "{ site { name } }" }', 'operations={}&query=mutation'])('a form that spells JSON: %s', async (body) => {
    expect((await send(body, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  });

  test.each<[string, Record<string, string>]>([
    ['without a word', {}], ['that means it', { 'apollo-require-preflight': '1' }], ['of JSON', { 'content-type': 'application/json' }],
  ])('a mutation by GET %s', async (_, headers) => {
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(change())}`, {
      headers: { authorization: `Bearer ${key.secret}`, accept: 'application/json', ...headers } });
    expect([400, 405]).toContain(response.status);
    expect(await response.text()).not.toContain('inviteWebUser');
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('by %s', async (method) => {
    const response = await fetch(`${server.url}/graphql`, {
      method, body: JSON.stringify({ query: change() }), headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}` } });
    expect([404, 405]).toContain(response.status);
  });
});

describe('ACC-3: a request of another shape is BAD_USER_INPUT in GraphQL\'s shape', () => {
  test.each<[string, string]>([
    ['a batch', '[{"query":"{ site { name } }"},{"query":"{ site { name } }"}]'],
    ['a batch of one', '[{"query":"{ site { name } }"}]'],
    ['malformed JSON', '{"query":"{ site { name } }"'],
    ['JSON deeper than anything', `{"query":"{ site { name } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
    ['a number for the query', '{"query":1}'],
    ['text for variables', '{"query":"{ site { name } }","variables":"{}"}'],
    ['a list for variables', '{"query":"{ site { name } }","variables":[1]}'],
    ['a number for the name of the operation', '{"query":"{ site { name } }","operationName":1}'],
    ['a list for the name of the operation', '{"query":"query A { site { name } }","operationName":["A"]}'],
    ['the name of an operation that is not there', '{"query":"query A { site { name } }","operationName":"B"}'],
    ['the name of what every object has', '{"query":"query A { site { name } }","operationName":"constructor"}'],
    ['two operations and no name', '{"query":"query A { site { name } } query B { site { name } }"}'],
    ['text for extensions', '{"query":"{ site { name } }","extensions":"x"}'],
  ])('%s', async (_, body) => {
    const { status, codes, data } = await send(body);
    expect([status, codes, data]).toEqual([400, ['BAD_USER_INPUT'], undefined]);
  });

  test('variables deeper than anything, where they are compared with those of an earlier request', async () => {
    const variables = `{"input":{"roleId":"x"},"more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const query = 'mutation ($input: DeleteRoleInput!) { deleteRole(input: $input) { deletedRoleId } }';
    const { status, codes } = await send(`{"query":"${query}","variables":${variables}}`, { 'idempotency-key': 'deep' });
    expect([status, codes]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  test('the hash of a query that was never stored, as clients of Apollo try it first', async () => {
    expect((await send('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test.each<[string, unknown]>([
    ['a number', 5], ['a truth', true], ['a list', ['x']], ['an object', { slug: 'x' }], ['null', null], ['nothing', undefined],
  ])('%s where a variable is text', async (_, slug) => {
    const { status, codes } = await ask('query ($slug: String!) { projectSpace(slug: $slug) { id } }', { variables: { slug } });
    expect([status, codes]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  test.each<[string, unknown]>([['text', '5'], ['a fraction', 1.5], ['beyond 32 bits', 2 ** 40], ['not a number', Number.NaN], ['below one', 0], ['over 200', 201]])(
    '%s where a variable is the size of a page', async (_, first) => {
      const { codes } = await ask(`query ($slug: String!, $first: Int!) { projectSpace(slug: $slug) { memberships(first: $first) { totalCount } } }`,
        { variables: { slug: space.slug, first } });
      expect(codes).toEqual(['BAD_USER_INPUT']);
    });

  test('a body of two megabytes', async () => {
    const { status, codes } = await ask('{ site { name } }', { variables: { pad: 'x'.repeat(2 * 1024 * 1024) } });
    expect([status, codes]).toEqual([413, ['BAD_USER_INPUT']]);
  });

  test.each(['gzip', 'deflate', 'br'])('a body that says it is packed as %s', async (encoding) => {
    const { status } = await send('{"query":"{ site { name } }"}', { 'content-encoding': encoding });
    expect([200, 400, 415]).toContain(status);
  });
});

describe('names that objects have of themselves', () => {
  test('may be aliases and variables, and do nothing', async () => {
    const { text } = await ask('query ($constructor: String!) { __proto__: projectSpace(slug: $constructor) { constructor: id } toString: site { name } }', {
      variables: { constructor: space.slug } });
    expect(text).toContain(`"__proto__":{"constructor":"${space.id}"}`);
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  });

  test('in the body change nobody\'s prototype', async () => {
    const { status } = await send('{"query":"{ site { name } }","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect([200, 400]).toContain(status);
    expect((({}) as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('what answers tell of the inside', () => {
  const wrong = [
    '{ sit { name } }', '{ site { nam } }', '{ projectSpace(slugg: "x") { id } }', '{ projectSpace(slug: "x") { ... on ProjectSpac { id } } }',
    'mutation { inviteWebUse { userErrors { code } } }', '{ projectSpace(slug: "x") { memberships(orderBy: { field: NAM }) { totalCount } } }',
    'query ($input: InviteWebUserInpu) { site { name } }', '{ site { name @includ(if: true) } }',
  ];

  test.each(wrong)('API-5: without introspection nobody is helped to guess: %s', async (query) => {
    const { status, text } = await send(JSON.stringify({ query }), {}, silent);
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean/i);
  });

  test.each([
    ['email', { emai: 'x' }], ['a value of an enumeration', { projectSpaceId: 'x', url: 'https://example.org', events: ['MEMBERSHIP_REMOVE'] }],
  ])('API-5: nor by what variables lack: %s', async (_, input) => {
    const type = 'events' in input ? 'createWebhook' : 'inviteWebUser';
    const query = `mutation ($input: ${type[0]?.toUpperCase()}${type.slice(1)}Input!) { ${type}(input: $input) { userErrors { code } } }`;
    const { status, text } = await send(JSON.stringify({ query, variables: { input } }), {}, silent);
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean/i);
  });

  test.each(['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }'])('INTROSPECTION=off refuses %s', async (query) => {
    expect(new Set((await send(JSON.stringify({ query }), {}, silent)).codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  test('INTROSPECTION=off hides the schema\'s text', async () => {
    expect((await fetch(`${silent.url}/schema.graphql`)).status).toBe(404);
    expect((await fetch(`${server.url}/schema.graphql`)).status).toBe(200);
  });

  test('no answer holds a stack, a path of ours, SQL or the name of a library', async () => {
    const answers = await Promise.all([
      ...wrong.map(async (query) => await ask(query)), send('{'), send('[]'), ask('{ projectSpace(slug: "\\u0000") { id } }'),
      ask(inSpace('membership(id: "\\u0000") { id } memberships(after: "\\u0000") { totalCount }')),
      ask('{ bulkUpload(id: "\'; DROP TABLE web_users; --") { id } }'),
    ]);
    for (const { text } of answers) expect(text).not.toMatch(/stack|node_modules|\/src\/|\.[jt]s:\d|SELECT|apollo|typeorm|QueryFailed|INTERNAL_SERVER_ERROR/i);
  });

  test('and no header names a product', async () => {
    const { headers } = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
  });
});

test('a subscription, a deferred or a streamed part is not answered with a fault of ours', async () => {
  for (const query of ['subscription { site { name } }', '{ ... @defer { site { name } } }', '{ permissionCatalogue @stream { permission } }']) {
    const { status, codes } = await ask(query);
    expect([query, status >= 400 && status < 500, codes[0]]).toEqual([query, true, expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/)]);
  }
});
