import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { builder, type TestMember, type TestSpace } from '../../../test/build';
import { hurry } from '../../../test/hurry';
import { until } from '../../../test/until';
import { startUsher, type TestUsher } from '../../../test/usher';
import { Mail } from './mail.entity';

type Answer = (response: ServerResponse) => unknown;

let provider: Server;
let server: TestUsher;
let space: TestSpace;
let admin: TestMember;
/** How the next requests are answered; then with their yes. */
let answers: Answer[] = [];
const taken: string[] = [];

beforeAll(async () => {
  provider = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const sayYes: Answer = () => {
        taken.push(JSON.parse(Buffer.concat(parts).toString()).personalizations[0].to[0].email);
        response.writeHead(202).end();
      };
      (answers.shift() ?? sayYes)(response);
    });
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await startUsher({ working: true, config: { sendGrid: { apiKey: 'SG.key', baseUrl } } });
  const build = builder(server);
  space = await build.space();
  admin = await build.member(space);
});
afterAll(async () => {
  await server.stop();
  provider.closeAllConnections();
  provider.close();
});

const saying = (status: number, body = '{"errors":[{"message":"no"}]}', headers: Record<string, string> = {}): Answer =>
  (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

const mailOf = async (recipient: string) => await server.usher.database.manager.findOneByOrFail(Mail, { recipient });
const invite = async (email: string) =>
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, '');
const tried = async (email: string, times = 1) => await until(() => mailOf(email), ({ attempts }) => attempts >= times);

async function secondsUntilNext(email: string): Promise<number> {
  const [{ seconds }] = await server.usher.database.query<[{ seconds: number }]>(
    `SELECT extract(epoch FROM j.start_after - now())::float AS seconds FROM pgboss.job j JOIN mails m ON m.id::text = j.data->>'mailId'
     WHERE m.recipient = $1 AND j.state < 'active'`, [email]);
  return seconds;
}

let count = 0;

test.each<[string, Answer]>([
  ['500', saying(500)], ['503 in HTML', saying(503, '<html>busy</html>')], ['200 with garbage', saying(200, '\u0000<<<{{')],
  ['nothing, and closes', (response) => response.destroy()],
])('EML-1: a mail that SendGrid answers with %s stays Queued, is tried again and arrives once', async (_what, answer) => {
  const email = `again-${count += 1}@example.org`;
  answers = [answer];
  await invite(email);
  expect(await tried(email)).toMatchObject({ status: 'QUEUED', sentAt: null });
  await hurry(server);
  expect(await tried(email, 2)).toMatchObject({ status: 'SENT', attempts: 2 });
  expect(taken.filter((one) => one === email)).toHaveLength(1);
});

test('EML-1: that SendGrid asks for patience is heeded, beyond our own wait', async () => {
  answers = [saying(429, '{}', { 'retry-after': '120' })];
  await invite('patience@example.org');
  await tried('patience@example.org');
  expect(await secondsUntilNext('patience@example.org')).toBeGreaterThan(100);
  expect(taken).not.toContain('patience@example.org');
  answers = [saying(429, '{}')];
  await hurry(server);
  await tried('patience@example.org', 2);
  expect(await secondsUntilNext('patience@example.org')).toBeLessThanOrEqual(10);
  await hurry(server);
  expect(await tried('patience@example.org', 3)).toMatchObject({ status: 'SENT' });
});

test('EML-4: a key that SendGrid refuses raises an alarm in log and metrics, and the mail waits however old it grows', async () => {
  answers = [saying(401), saying(401)];
  await invite('locked-out@example.org');
  await tried('locked-out@example.org');
  server.clock.forward({ days: 6 });
  await hurry(server);
  expect(await tried('locked-out@example.org', 2)).toMatchObject({ status: 'QUEUED' });
  expect(server.log.filter((line) => line.includes('ALARM'))).toHaveLength(2);
  expect(server.log.join()).not.toContain('SG.key');
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('mail_attempts_total{outcome="misconfigured"} 2');
  await hurry(server);
  expect(await tried('locked-out@example.org', 3)).toMatchObject({ status: 'SENT' });
});
