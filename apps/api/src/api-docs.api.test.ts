import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client, KeyClient } from '../test/client';
import { curlMessage, type Example, examplesOf, Known, type Message, messageIn } from '../test/documented';
import { Receiver } from '../test/receiver';
import { startUsher, type TestUsher } from '../test/usher';
import { plantDemo } from './demo';

const PATIENCE_MS = 20_000;
const PASSWORD = 'lagoon at first light';
const SPENT_AFTER = 10;

let server: TestUsher;
/** Beside it, and with little to spend. */
let narrow: TestUsher;
let receiver: Receiver;
let known: Known;
let key: KeyClient;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usher-docs-'));
  receiver = await Receiver.start();
  server = await startUsher({ config: { demoPassword: PASSWORD, webhookAllowedNetworks: ['127.0.0.0/8'], costPerMinute: 60_000 }, working: true });
  narrow = await startUsher({ beside: server, config: { costPerMinute: 100 } });
  const { email } = await plantDemo(server.usher);
  const admin = new Client(server);
  await admin.change('signIn', { email, password: PASSWORD }, 'viewer { isSupport }');
  const { data } = await admin.ask('{ projectSpace(slug: "demo") { id viewerPermissions } }');
  const { id: projectSpaceId, viewerPermissions: permissions } = data.projectSpace;
  const { secret, apiKey } = await admin.change('createApiKey', { projectSpaceId, name: 'Docs', permissions }, 'secret apiKey { id }');
  key = new KeyClient(server, secret, apiKey.id);
  known = new Known({ key: secret, password: PASSWORD });
});
afterAll(async () => {
  await narrow.stop();
  await server.stop();
  await receiver.stop();
  rmSync(folder, { recursive: true });
});

async function send({ first, headers, body }: Message, at = server): Promise<Response> {
  const [method = '', path = ''] = known.fill(first).split(' ');
  const filled = headers.map(([name, value]): [string, string] => [name, known.fill(value)]);
  return await fetch(new URL(path, at.url), { method, headers: filled, body: body ? known.fill(body) : undefined });
}

async function spent(request: Message): Promise<Response> {
  for (let asked = 0; asked < SPENT_AFTER; asked += 1) {
    const answer = await send(request, narrow);
    if (answer.status !== 200) return answer;
  }
  throw new Error('It is never too much.');
}

async function expectAnswer(answer: Response, { first, headers, body }: Message): Promise<void> {
  const [, status] = first.split(' ');
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: Number(status) });
  for (const [name, value] of headers) expect(known.differences(value, answer.headers.get(name) ?? undefined, name)).toEqual([]);
  if (/^[{[]/.test(body)) expect(known.differences(openErrors(JSON.parse(body) as object), openErrors(JSON.parse(text) as object))).toEqual([]);
  else if (known.textDiffers(body, text)) expect(text).toBe(body);
}

/** What a stream says first; then it is left. */
async function begin(request: Message): Promise<Response> {
  const { status, headers, body } = await send(request);
  let text = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (/^data: .*\n\n/m.test(text)) break;
  }
  return new Response(text.replace(/^:\n\n/, ''), { status, headers });
}

/** Of a fault only the message and the extensions are for programs; `data` need not be there. */
function openErrors(answer: { data?: unknown; errors?: { message: string; extensions: object }[] }): object {
  if (!answer.errors) return answer;
  return { errors: answer.errors.map(({ message, extensions }) => ({ message, extensions })) };
}

async function askUntil({ text, variables = '{}', answer = '', info }: Example): Promise<void> {
  const asked = JSON.parse(known.fill(variables.replace('https://hooks.example.org/usher', receiver.url))) as Record<string, unknown>;
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    const { data, errors } = await key.ask(text, asked);
    const differences = errors.length > 0 ? errors.map(({ message }) => message) : known.differences(JSON.parse(answer), data);
    if (differences.length === 0) return;
    if (info !== 'graphql until' || Date.now() > deadline) throw new Error(`${differences.join('\n')}\n${JSON.stringify(data, null, 2)}`);
    await sleep(50);
  }
}

/** What a receiver would run, by Node, on the deliveries that have come. */
async function verify(source: string, body: (given: string) => string): Promise<boolean> {
  const file = join(folder, 'verify.mjs');
  writeFileSync(file, source);
  const [delivery] = receiver.received;
  const given = JSON.stringify([known.get('webhookSecret'), delivery?.headers, body(delivery?.body ?? '')]);
  const script = `import { isFromUsher } from ${JSON.stringify(pathToFileURL(file))}; console.log(isFromUsher(...${given}))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return stdout.trim() === 'true';
}

const examples = examplesOf('api.md');
const receiving = examples.filter(({ info }) => info === 'js');

/** A page tells a story: each example goes on where the one before it ended. */
describe.each(examples.filter(({ info }) => info !== 'js'))('docs/api.md, $heading', (example) => {
  test(`API-5: the example of line ${example.line} gives what it says`, async () => {
    const { info, text, answer } = example;
    expect(answer).toBeDefined();
    if (info.startsWith('graphql')) return await askUntil(example);
    const promised = info === 'sh' ? messageIn(`HTTP/1.1 200\n\n${answer}`) : messageIn(answer ?? '');
    const request = info === 'sh' ? curlMessage(text, { USHER: server.url, KEY: key.secret }) : messageIn(text);
    const ask = { 'http spent': spent, 'http stream': begin }[info] ?? send;
    return await expectAnswer(await ask(request), promised);
  });
});

test('API-4: the check of signatures that the page gives takes what Usher sent, and nothing that was altered', async () => {
  expect(receiving).toHaveLength(1);
  const source = receiving[0]?.text ?? '';
  expect(receiver.received.length).toBeGreaterThan(0);
  expect(await verify(source, (body) => body)).toBe(true);
  expect(await verify(source, (body) => body.replace('true', 'false'))).toBe(false);
});
