import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MailMessage } from './mail-transport';
import { sendGridTransport } from './sendgrid-transport';

const message: MailMessage = { id: 'mail-1', to: 'ana@example.org', subject: 'Hello', text: 'Words.', html: '<p>Words.</p>' };
let server: Server;
let answer = { status: 202, body: '' };
let asked: { path?: string; authorization?: string; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({
        path: request.url, authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
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

test.each([[429, 'temporary'], [500, 'temporary'], [401, 'temporary'], [400, 'refused']])('%i is %s', async (status, outcome) => {
  answer = { status, body: '{"errors":[{"message":"no"}]}' };
  expect(await send()).toMatchObject({ outcome });
});

test('what is not one address never reaches it', async () => {
  expect(await send('a@b.example\r\nBcc: x@y.example')).toMatchObject({ outcome: 'refused' });
  expect(asked).toEqual([]);
});
