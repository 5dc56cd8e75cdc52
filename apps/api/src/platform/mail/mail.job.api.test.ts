import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { builder } from '../../../test/build';
import { hurry } from '../../../test/hurry';
import { until } from '../../../test/until';
import { startUsher, type TestUsher } from '../../../test/usher';
import { Mail } from './mail.entity';
import { MAIL_LINES } from './mail-outbox';

let usher: TestUsher;
let smtp: SMTPServer;
let answers: (Error | null)[] = [];
let senderAnswer: Error | null = null;
/** What lets mail to these go on. */
const stalled = new Map<string, () => void>();
const arrived: string[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, done) => done(senderAnswer),
    onRcptTo: ({ address }, _session, done) => {
      const refusal = answers.shift() ?? null;
      const answer = () => {
        if (!refusal) arrived.push(address);
        done(refusal);
      };
      if (address.startsWith('stalls')) stalled.set(address, answer);
      else answer();
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

const bouncesOf = async (address: string) => (await usher.usher.database.query<unknown[]>(
  'SELECT FROM delivery_events WHERE address = $1 AND counts_until IS NOT NULL', [address])).length;

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
  await until(() => mailOf('again@example.org'), ({ attempts }) => attempts === 1);
  await hurry(usher);
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  expect(arrived.filter((address) => address === 'again@example.org')).toHaveLength(1);
  expect(await mailOf('again@example.org')).toMatchObject({ attempts: 2, status: 'SENT' });
  expect(await bouncesOf('again@example.org')).toBe(0);
});

test('EML-1: a mail whose note fails is noted when its job comes again, and not sent again', async () => {
  await usher.usher.database.query(`ALTER TABLE mails ADD CONSTRAINT faulty CHECK (recipient <> 'noted@example.org' OR status = 'QUEUED') NOT VALID`);
  const { deliveryStatus } = await invited('noted@example.org');
  const failedOnce = async () => (await usher.usher.database.query<unknown[]>(
    `SELECT 1 FROM pgboss.job j JOIN mails m ON j.data->>'mailId' = m.id::text
     WHERE m.recipient = 'noted@example.org' AND j.retry_count > 1`)).length;
  await until(failedOnce, (count) => count > 0);
  await usher.usher.database.query('ALTER TABLE mails DROP CONSTRAINT faulty');
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  expect(arrived.filter((address) => address === 'noted@example.org')).toHaveLength(1);
});

test('EML-4: a 5xx to the recipient makes the invitation Undeliverable at once, and counts once', async () => {
  answers = [refusal(550)];
  const { deliveryStatus } = await invited('gone@example.org');
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('UNDELIVERABLE');
  expect(await mailOf('gone@example.org')).toMatchObject({ attempts: 1, status: 'REFUSED' });
  expect(await bouncesOf('gone@example.org')).toBe(1);
});

test('EML-1: mail to servers that stall holds up no other, and arrives once when they go on', async () => {
  const build = builder(usher);
  const space = await build.space();
  const admin = await build.member(space);
  const emails = Array.from({ length: MAIL_LINES - 1 }, (_, index) => `stalls-${index}@example.org`);
  await admin.client.change('inviteWebUsers', { projectSpaceId: space.id, roleId: admin.roleId, emails }, '');
  await until(() => stalled.size, (count) => count === emails.length);
  for (const name of ['one', 'two', 'three']) {
    expect(await until((await invited(`beside-${name}@example.org`)).deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  }
  for (const goOn of stalled.values()) goOn();
  await until(() => arrived.filter((address) => address.startsWith('stalls')).length, (count) => count >= emails.length);
  await until(() => mailOf('stalls-0@example.org'), ({ status }) => status === 'SENT');
  expect(arrived.filter((address) => address.startsWith('stalls')).sort()).toEqual(emails);
});

test('an invitation deleted before its mail leaves is not mailed', async () => {
  answers = [refusal(451)];
  const { admin, invitationId } = await invited('deleted@example.org');
  await until(() => mailOf('deleted@example.org'), ({ attempts }) => attempts === 1);
  await admin.client.change('removeInvitation', { invitationId }, '');
  await hurry(usher);
  const mail = await until(() => mailOf('deleted@example.org'), ({ status }) => status !== 'QUEUED');
  expect(mail.status).toBe('CANCELLED');
  expect(arrived).not.toContain('deleted@example.org');
});

test('EML-4: that the server refuses us keeps the mail queued, without a time line of it, and raises an alarm', async () => {
  senderAnswer = refusal(553);
  const { deliveryStatus } = await invited('waits@example.org');
  await until(() => mailOf('waits@example.org'), ({ attempts }) => attempts === 1);
  expect(await deliveryStatus()).toBe('QUEUED');
  expect(usher.log.filter((line) => line.includes('ALARM'))).toHaveLength(1);
  const metrics = await (await fetch(`${usher.url}/metrics`)).text();
  expect(metrics).toContain('mail_attempts_total{outcome="misconfigured"} 1');
  senderAnswer = null;
  await hurry(usher);
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('SENT');
  expect(await usher.usher.database.query('SELECT FROM delivery_events WHERE address = $1', ['waits@example.org'])).toEqual([]);
});

test('EML-5: once an address is blocked no mail of any kind leaves for it, nor what was queued before', async () => {
  answers = [refusal(451)];
  const { deliveryStatus } = await invited('blocked@example.org');
  await until(() => mailOf('blocked@example.org'), ({ attempts }) => attempts === 1);
  await usher.usher.database.query(`INSERT INTO mail_addresses VALUES ('blocked@example.org', now())`);
  await hurry(usher);
  expect(await until(deliveryStatus, (status) => status !== 'QUEUED')).toBe('UNDELIVERABLE');
  expect(await mailOf('blocked@example.org')).toMatchObject({ status: 'REFUSED', sentAt: null });
  await builder(usher).person({ email: 'held@example.org' });
  await usher.usher.database.query(`INSERT INTO mail_addresses VALUES ('held@example.org', now())`);
  await builder(usher).anonymous().change('requestPasswordReset', { email: 'held@example.org' }, '');
  await until(() => mailOf('held@example.org'), ({ status }) => status === 'REFUSED');
  expect(arrived).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(blocked|held)@/)]));
});
