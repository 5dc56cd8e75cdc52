import { type Builder, builder } from '../../test/build';
import { mailTo, tokenIn } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { Mail } from '../platform/mail/mail.entity';
import { REMINDER_MAIL } from './invitation.mail';

let server: TestUsher;
let second: TestUsher;
let build: Builder;
beforeEach(async () => {
  server = await startUsher();
  second = await startUsher({ beside: server });
  build = builder(server);
});
afterEach(async () => {
  await second.stop();
  await server.stop();
});

/** Every worker looks at once. */
const look = async () => await Promise.all([server, second, server].map(({ usher }) => usher.services.periodic.runDue()));
const reminders = async (recipient: string) =>
  await server.usher.database.manager.countBy(Mail, { recipient, kind: REMINDER_MAIL });

async function invited(email: string) {
  const space = await build.space();
  const admin = await build.member(space);
  const fields = 'invitation { id expiresAt lastSentAt }';
  const { invitation } = await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, fields);
  const now = async () => await server.usher.database.query(
    'SELECT id, expires_at AS "expiresAt", last_sent_at AS "lastSentAt" FROM invitations WHERE id = $1', [invitation.id]);
  return { space, admin, invitation, now };
}

test('INV-5: a reminder is mailed 15 days and 1 day before the end, each once, and moves no clock', async () => {
  const { invitation, now } = await invited('two@example.org');
  const counts: number[] = [];
  for (const days of [14.9, 0.2, 1, 12, 1, 0.5, 0.3, 0.2, 5]) {
    server.clock.forward({ hours: days * 24 });
    await look();
    counts.push(await reminders('two@example.org'));
  }
  expect(counts).toEqual([0, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(await now()).toEqual([{
    id: invitation.id, expiresAt: new Date(invitation.expiresAt), lastSentAt: new Date(invitation.lastSentAt),
  }]);
});

test('INV-3: the link of a reminder is the one of the invitation, and works', async () => {
  await invited('link@example.org');
  await server.usher.work();
  const [first] = await mailTo(server, 'link@example.org');
  server.clock.forward({ days: 15, hours: 1 });
  await look();
  const [reminder] = await mailTo(server, 'link@example.org', 2);
  expect(reminder?.subject).toMatch(/^Reminder: Ana Silva invites you to Space/);
  const token = tokenIn(reminder ?? { text: '' }, 'invitations');
  expect(token).toBe(tokenIn(first ?? { text: '' }, 'invitations'));
  const { data } = await build.anonymous().ask(`{ invitationByToken(token: "${token}") { state } }`);
  expect(data.invitationByToken.state).toBe('OPEN');
});

test('EML-3: the delivery status is that of the reminder', async () => {
  const { admin, invitation, space } = await invited('status@example.org');
  const status = async () => (await admin.client.ask(
    `{ projectSpace(slug: "${space.slug}") { invitation(id: "${invitation.id}") { deliveryStatus } } }`)).data.projectSpace.invitation.deliveryStatus;
  await server.usher.database.query(`UPDATE invitations SET delivery_status = 'DELIVERED'`);
  server.clock.forward({ days: 15, hours: 1 });
  await look();
  expect(await status()).toBe('QUEUED');
  await server.usher.work();
  await mailTo(server, 'status@example.org', 2);
  for (let tries = 0; tries < 50 && (await status()) === 'QUEUED'; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await status()).toBe('SENT');
});

test('a project space can switch reminders off: what came due meanwhile is not made up for', async () => {
  const { space, admin } = await invited('off@example.org');
  const change = async (remindersEnabled: boolean) => (await admin.client.change(
    'updateProjectSpace', { projectSpaceId: space.id, remindersEnabled }, 'projectSpace { remindersEnabled }')).projectSpace;
  expect(await change(false)).toEqual({ remindersEnabled: false });
  server.clock.forward({ days: 16 });
  await look();
  expect(await reminders('off@example.org')).toBe(0);
  await change(true);
  await look();
  expect(await reminders('off@example.org')).toBe(0);
  server.clock.forward({ days: 13.5 });
  await look();
  expect(await reminders('off@example.org')).toBe(1);
});

test('a resend begins anew; what was deleted, or has ended, is not reminded of', async () => {
  const { admin, invitation } = await invited('again@example.org');
  const gone = await invited('gone@example.org');
  await gone.admin.client.change('removeInvitation', { invitationId: gone.invitation.id }, '');
  await invited('ended@example.org');
  server.clock.forward({ days: 10 });
  await admin.client.change('resendInvitation', { invitationId: invitation.id }, '');
  server.clock.forward({ days: 14 });
  await look();
  expect(await reminders('again@example.org')).toBe(0);
  server.clock.forward({ days: 7 });
  await look();
  expect(await reminders('again@example.org')).toBe(1);
  expect(await reminders('gone@example.org')).toBe(0);
  expect(await reminders('ended@example.org')).toBe(1);
});
