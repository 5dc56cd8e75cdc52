import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import type { MailMessage } from './mail-transport';
import { secondsToWait, sendGridTransport } from './sendgrid-transport';

const message: MailMessage = { id: 'mail-1', to: 'ana@example.org', subject: 'Hello', text: 'Words.', html: '<p>Words.</p>' };
let server: Server;
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 202, body: '' };
let asked: { path?: string; authorization?: string; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({
        path: request.url, authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

const send = (to = message.to) => sendGridTransport(
  { apiKey: 'SG.key', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, 'Usher <usher@example.org>',
).send({ ...message, to });

test('a mail goes to the configured base URL with its id, past the list of bounces (EML-6)', async () => {
  answer = { status: 202, body: '' };
  expect(await send()).toEqual({ outcome: 'sent', reply: '202' });
  expect(asked[0]).toMatchObject({ path: '/v3/mail/send', authorization: 'Bearer SG.key' });
  expect(asked[0]?.body).toMatchObject({
    personalizations: [{ to: [{ email: 'ana@example.org' }] }], custom_args: { mailId: 'mail-1' },
    mail_settings: { bypass_bounce_management: { enable: true } },
  });
});

test.each([
  [429, 'temporary'], [500, 'temporary'], [503, 'temporary'], [401, 'misconfigured'], [403, 'misconfigured'], [400, 'refused'],
])('%i is %s', async (status, outcome) => {
  answer = { status, body: '{"errors":[{"message":"no"}]}' };
  expect(await send()).toMatchObject({ outcome });
});

test('the id under which they know a mail is kept', async () => {
  answer = { status: 202, body: '', headers: { 'x-message-id': 'abc.def' } };
  expect(await send()).toEqual({ outcome: 'sent', reply: '202', providerId: 'abc.def' });
});

test('how long they ask to be left alone is kept', async () => {
  answer = { status: 429, body: '{}', headers: { 'retry-after': '120' } };
  expect(await send()).toMatchObject({ outcome: 'temporary', retryAfterSeconds: 120 });
});

test.each([
  ['7', 7], ['0', undefined], ['', undefined], [undefined, undefined], ['soon', undefined], ['-3', undefined], ['999999999', 86_400],
  ['Wed, 25 Nov 2026 10:00:30 GMT', 30], ['Wed, 25 Nov 2026 09:00:00 GMT', undefined],
])('Retry-After: %s is %s seconds', (header, seconds) => {
  expect(secondsToWait(header, Date.parse('2026-11-25T10:00:00Z'))).toBe(seconds);
});

test.each([
  ['a page of somebody on the way', 200, '<html>Please sign in to this network</html>'],
  ['broken JSON with a 500', 500, '{"errors": ['], ['nothing with a 502', 502, ''],
])('%s is no yes, and tried again', async (_what, status, body) => {
  answer = { status, body };
  expect(await send()).toMatchObject({ outcome: 'temporary' });
});

test('an answer that is no HTTP, or none at all, is tried again', async () => {
  const garbage = createNetServer((socket) => socket.end('!!! not HTTP')).listen(0, '127.0.0.1');
  await once(garbage, 'listening');
  const at = (port: number) => sendGridTransport({ apiKey: 'SG.key', baseUrl: `http://127.0.0.1:${port}` }, 'a@example.org');
  expect(await at((garbage.address() as AddressInfo).port).send(message)).toMatchObject({ outcome: 'temporary' });
  garbage.close();
  expect(await at(1).send(message)).toMatchObject({ outcome: 'temporary' });
});

test.each<[string, (socket: Socket) => unknown]>([
  ['never', () => undefined],
  ['byte by byte, without an end', (socket) => {
    socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.write('.'), 50);
    socket.on('close', () => clearInterval(drip));
  }],
])('an answer that comes %s ends in a time-out and another try', async (_what, talk) => {
  const slow = createNetServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => talk(socket));
  }).listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const { port } = slow.address() as AddressInfo;
  const transport = sendGridTransport({ apiKey: 'SG.key', baseUrl: `http://127.0.0.1:${port}` }, 'a@example.org', 500);
  expect(await transport.send(message)).toMatchObject({ outcome: 'temporary' });
  slow.close();
}, 5_000);

test('what is not one address never reaches it', async () => {
  expect(await send('a@b.example\r\nBcc: x@y.example')).toMatchObject({ outcome: 'refused' });
  expect(asked).toEqual([]);
});
