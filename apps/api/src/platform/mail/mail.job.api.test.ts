import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { builder } from '../../../test/build';
import { startUsher, type TestUsher } from '../../../test/usher';
import { Mail } from './mail.entity';
import { waitAfter } from './mail.job';

let usher: TestUsher;
let smtp: SMTPServer;
let answers: (Error | null)[] = [];
let senderAnswer: Error | null = null;
const arrived: string[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, done) => done(senderAnswer),
    onRcptTo: ({ address }, _session, done) => {
      const refusal = answers.shift() ?? null;
      if (!refusal) arrived.push(address);
      done(refusal);
    },
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done());
    },
  });
  smtp.on('error', () => undefined);
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  usher = await startUsher({ working: true, config: { smtpUrl } });
});
afterAll(async () => {
  await usher.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
const mailOf = async (recipient: string) => await usher.usher.database.manager.findOneByOrFail(Mail, { recipient });

async function until<T>(look: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const value = await look();
    if (isThere(value)) return value;
    await sleep(50);
  }
  throw new Error('It did not come about in 15 seconds.');
}

async function invited(email: string) {
  const build = builder(usher);
  const space = await build.space();
  const admin = await build.member(space);
  const { invitation } = await admin.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, 'invitation { id }');
  const deliveryStatus = async () => (await admin.client.ask(
    'query ($slug: String!, $id: ID!) { projectSpace(slug: $slug) { invitation(id: $id) { deliveryStatus } } }',
    { slug: space.slug, id: invitation.id })).data.projectSpace.invitation.deliveryStatus as string;
  return { admin, invitationId: invitation.id as string, deliveryStatus };
}

test('EML-3: SMTP\'s 250 is Sent', async () => {
  const { deliveryStatus } = await invited('sent@example.org');
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
});

test('a 4xx is tried again with backoff, and arrives once', async () => {
  answers = [refusal(451)];
  const { deliveryStatus } = await invited('again@example.org');
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  expect(arrived.filter((address) => address === 'again@example.org')).toHaveLength(1);
  expect(await mailOf('again@example.org')).toMatchObject({ attempts: 2, status: 'SENT' });
}, 30_000);

test('a 5xx to the recipient makes the invitation Undeliverable at once', async () => {
  answers = [refusal(550)];
  const { deliveryStatus } = await invited('gone@example.org');
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('UNDELIVERABLE');
  expect(await mailOf('gone@example.org')).toMatchObject({ attempts: 1, status: 'REFUSED' });
});

test('an invitation deleted before its mail leaves is not mailed', async () => {
  answers = [refusal(451)];
  const { admin, invitationId } = await invited('deleted@example.org');
  await until(() => mailOf('deleted@example.org'), ({ attempts }) => attempts === 1);
  await admin.client.change('removeInvitation', { invitationId }, '');
  const mail = await until(() => mailOf('deleted@example.org'), ({ status }) => status !== 'QUEUED');
  expect(mail.status).toBe('CANCELLED');
  expect(arrived).not.toContain('deleted@example.org');
}, 30_000);

test('EML-4: that the server refuses us keeps the mail queued, without a time line of it, and raises an alarm', async () => {
  senderAnswer = refusal(553);
  const { deliveryStatus } = await invited('waits@example.org');
  await until(() => mailOf('waits@example.org'), ({ attempts }) => attempts === 1);
  expect(await deliveryStatus()).toBe('QUEUED');
  expect(usher.log.filter((line) => line.includes('ALARM'))).toHaveLength(1);
  const metrics = await (await fetch(`${usher.url}/metrics`)).text();
  expect(metrics).toContain('mail_attempts_total{outcome="misconfigured"} 1');
  senderAnswer = null;
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  expect(await usher.usher.database.query('SELECT FROM delivery_events WHERE address = $1', ['waits@example.org'])).toEqual([]);
}, 30_000);

test('EML-5: once an address is blocked no mail of any kind leaves for it, nor what was queued before', async () => {
  answers = [refusal(451)];
  const { deliveryStatus } = await invited('blocked@example.org');
  await until(() => mailOf('blocked@example.org'), ({ attempts }) => attempts === 1);
  await usher.usher.database.query(`INSERT INTO mail_addresses VALUES ('blocked@example.org', now())`);
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('UNDELIVERABLE');
  expect(await mailOf('blocked@example.org')).toMatchObject({ status: 'REFUSED', sentAt: null });
  await builder(usher).person({ email: 'held@example.org' });
  await usher.usher.database.query(`INSERT INTO mail_addresses VALUES ('held@example.org', now())`);
  await builder(usher).anonymous().change('requestPasswordReset', { email: 'held@example.org' }, '');
  await until(() => mailOf('held@example.org'), ({ status }) => status === 'REFUSED');
  expect(arrived).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(blocked|held)@/)]));
}, 30_000);

test.each([[1, 5_000], [2, 10_000], [5, 80_000], [12, 3_600_000], [50, 3_600_000]])(
  'after %i failures it waits %i ms', (attempts, wait) => {
    expect(waitAfter(attempts)).toBe(wait);
  });
