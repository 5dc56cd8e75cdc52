import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCsv } from './csv.mjs';

const PROGRAM = join(import.meta.dirname, 'invite.mjs');
const LIST = join(import.meta.dirname, 'people.csv');
const WAIT_SECONDS = 1;
/** A timer may end within the millisecond before. */
const WAITED_MS = WAIT_SECONDS * 1000 - 1;

const refused = (code, retryAfter = null) => ({ data: { inviteWebUser: { invitation: null, userErrors: [{ code, message: `Refused: ${code}.`, retryAfter }] } } });
const done = { data: { inviteWebUser: { invitation: { id: 'x' }, userErrors: [] } } };
const spent = { errors: [{ message: 'Too much.', extensions: { code: 'RATE_LIMITED', retryAfter: WAIT_SECONDS } }] };
const roles = ['Read Only', 'Field Implementer', 'App Editor'].map((name) => ({ id: name, name }));

/** What Usher answers to each address, one after the other. */
let script = {};
let asked = [];
const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const { variables } = JSON.parse(Buffer.concat(pieces));
    if (variables.slug) return response.end(JSON.stringify({ data: { projectSpace: { id: 'space', assignableRoles: roles } } }));
    const { email } = variables.input;
    asked.push({ email, key: request.headers['idempotency-key'], at: Date.now() });
    const answer = script[email]?.shift() ?? done;
    return answer === 'broken off' ? response.destroy() : response.writeHead(answer === spent ? 429 : 200).end(JSON.stringify(answer));
  });
});
before(async () => await once(server.listen(0, '127.0.0.1'), 'listening'));
after(() => server.close());

async function run(given) {
  script = given;
  asked = [];
  const env = { ...process.env, USHER_URL: `http://127.0.0.1:${server.address().port}`, USHER_KEY: 'usher_test' };
  const program = spawn(process.execPath, [PROGRAM, 'demo', LIST], { env });
  let output = '';
  program.stdout.on('data', (piece) => { output += piece; });
  const [code] = await once(program, 'close');
  return { code, output, triesOf: (email) => asked.filter((one) => one.email === email) };
}

const waited = ([first, second]) => second.at - first.at >= WAITED_MS;

test('API-3: each row has an Idempotency-Key of its own, the same with every run', async () => {
  await run({});
  const first = new Map(asked.map(({ email, key }) => [email, key]));
  assert.equal(new Set(first.values()).size, 3);
  await run({});
  assert.deepEqual(new Map(asked.map(({ email, key }) => [email, key])), first);
});

test('what is too much is asked again with the same key, after the seconds that the answer says', async () => {
  const { code, output, triesOf } = await run({ 'ana@example.org': [spent] });
  const tries = triesOf('ana@example.org');
  assert.equal(tries.length, 2);
  assert.equal(tries[0].key, tries[1].key);
  assert.ok(waited(tries));
  assert.deepEqual([code, output.includes('3 invited, 0 in already, 0 refused')], [0, true]);
});

test('a refusal for a while is asked again after its seconds with another key, since it is kept under the first', async () => {
  const { triesOf } = await run({ 'ben@example.org': [refused('RATE_LIMITED', WAIT_SECONDS)] });
  const tries = triesOf('ben@example.org');
  assert.equal(tries.length, 2);
  assert.notEqual(tries[0].key, tries[1].key);
  assert.ok(waited(tries));
});

test('an answer that broke off is asked for again with the same key', async () => {
  const { code, triesOf } = await run({ 'carla@example.org': ['broken off'] });
  const [first, second] = triesOf('carla@example.org');
  assert.equal(first.key, second.key);
  assert.equal(code, 0);
});

test('who is in already is no fault; whoever is refused is told with the reason, and the program says so by its end', async () => {
  const { code, output } = await run({ 'ana@example.org': [refused('ALREADY_MEMBER')], 'ben@example.org': [refused('EMAIL_BLOCKED')] });
  assert.match(output, /ben@example\.org: Refused: EMAIL_BLOCKED\./);
  assert.match(output, /1 invited, 1 in already, 1 refused/);
  assert.equal(code, 1);
});

test('a list is read with quotes, empty lines, a byte order mark and any line ends', () => {
  assert.deepEqual(readCsv('\uFEFFEmail,Role\r\n"a,b@example.org","Read ""Only"""\r\n\r\n c@example.org ,\n'), [
    { email: 'a,b@example.org', role: 'Read "Only"' }, { email: 'c@example.org', role: '' },
  ]);
});
