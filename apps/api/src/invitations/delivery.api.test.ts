import { randomUUID } from 'node:crypto';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import type { MailFact } from '../mail-delivery/delivery.repository';
import { DeliveryEventKind } from '../mail-delivery/delivery-event.entity';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { Mail, MailStatus } from '../platform/mail/mail.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ config: { supportContact: 'help@example.org' } });
  build = builder(server);
});
afterAll(async () => await server.stop());

const { DELIVERED, UNDELIVERABLE } = DeliveryStatus;
const at = (seconds: number) => new Date(server.clock.now().getTime() + seconds * 1000);

const bounce = (mailId: string, given: Partial<MailFact> = {}): MailFact => ({
  id: randomUUID(), mailId, kind: DeliveryEventKind.BOUNCED, at: at(0), detail: '550 no such user', standsFor: UNDELIVERABLE,
  counts: 'for good', ...given,
});
const delivered = (mailId: string, given: Partial<MailFact> = {}): MailFact =>
  bounce(mailId, { kind: DeliveryEventKind.DELIVERED, standsFor: DELIVERED, counts: 'never', detail: null, ...given });

const record = async (...facts: MailFact[]) =>
  await server.usher.database.transaction((tx) => server.usher.services.deliveries.record(tx, facts));

const mailsTo = async (recipient: string) =>
  await server.usher.database.manager.find(Mail, { where: { recipient }, order: { queuedAt: 'ASC' } });

async function invited({ email = `${randomUUID()}@example.org`, space, admin }: {
  email?: string; space?: TestSpace; admin?: TestMember;
} = {}) {
  const where = space ?? (await build.space());
  const inviter = admin ?? (await build.member(where));
  const { invitation } = await inviter.client.change(
    'inviteWebUser', { projectSpaceId: where.id, roleId: where.adminRoleId, email }, 'invitation { id }');
  const [mail] = await mailsTo(email);
  const look = async () => (await inviter.client.ask(
    `query ($slug: String!, $id: ID!) { projectSpace(slug: $slug) { invitation(id: $id) {
       deliveryStatus undeliverable deliveryEvents { kind detail } } } }`,
    { slug: where.slug, id: invitation.id })).data.projectSpace.invitation;
  return { space: where, admin: inviter, email, id: invitation.id as string, mailId: mail?.id ?? '', look };
}

async function block(email: string): Promise<void> {
  const { mailId } = await invited({ email });
  await record(bounce(mailId), bounce(mailId), bounce(mailId));
}

describe('EML-3: the delivery status', () => {
  test('of a later event by its own time wins, whatever arrives first', async () => {
    const { mailId, look } = await invited();
    await record(delivered(mailId, { at: at(10) }));
    await record(bounce(mailId, { at: at(5) }));
    expect((await look()).deliveryStatus).toBe('DELIVERED');
    await record(bounce(mailId, { at: at(20) }));
    expect((await look()).deliveryStatus).toBe('UNDELIVERABLE');
  });

  test('of two events at the same time is the worse', async () => {
    const { mailId, look } = await invited();
    const moment = at(0);
    await record(bounce(mailId, { at: moment }), delivered(mailId, { at: moment }));
    expect((await look()).deliveryStatus).toBe('UNDELIVERABLE');
  });

  test('is not set back to Sent by our own note of it, however late', async () => {
    const { mailId, look } = await invited();
    await record(delivered(mailId, { at: at(-60) }));
    await server.usher.database.transaction(async (tx) => {
      const mail = await tx.findOneByOrFail(Mail, { id: mailId });
      Object.assign(mail, { status: MailStatus.SENT, sentAt: at(60) });
      await tx.save(mail);
      await server.usher.services.deliveries.noteOutcomes(tx, [{ mail, outcome: { outcome: 'sent', reply: '250' } }]);
    });
    expect((await look()).deliveryStatus).toBe('DELIVERED');
  });

  test('is that of the latest mail; events of earlier ones only join the time line', async () => {
    const { mailId, look, admin, id } = await invited();
    server.clock.forward({ seconds: 1 });
    expect(await admin.client.codes('resendInvitation', { invitationId: id })).toEqual([]);
    await record(bounce(mailId));
    const { deliveryStatus, deliveryEvents } = await look();
    expect(deliveryStatus).toBe('QUEUED');
    expect(deliveryEvents.map(({ kind }: { kind: string }) => kind)).toEqual(['QUEUED', 'QUEUED', 'BOUNCED']);
  });

  test('and its time line tell each event once, with what the server said', async () => {
    const { mailId, look } = await invited();
    const fact = bounce(mailId);
    await record(fact, fact);
    await record(fact);
    expect((await look()).deliveryEvents).toEqual([
      { kind: 'QUEUED', detail: null }, { kind: 'BOUNCED', detail: '550 no such user' },
    ]);
  });
});

describe('EML-5: an address', () => {
  const isBlocked = async (email: string) => await server.usher.services.addressBlocks.isBlocked(email);

  test('is Undeliverable after one bounce and blocked after three, summed over all project spaces', async () => {
    const first = await invited();
    const second = await invited({ email: first.email });
    await record(bounce(first.mailId), bounce(second.mailId));
    expect(await first.look()).toMatchObject({ deliveryStatus: 'UNDELIVERABLE', undeliverable: false });
    await record(bounce(second.mailId));
    expect(await first.look()).toMatchObject({ undeliverable: true });
  });

  test('is blocked by three that arrive at the same moment in three transactions', async () => {
    const { mailId, email } = await invited();
    const second = await invited({ email });
    const third = await invited({ email });
    await Promise.all([mailId, second.mailId, third.mailId].map((id) => record(bounce(id))));
    expect(await isBlocked(email)).toBe(true);
  });

  test('is blocked by a single spam report', async () => {
    const { mailId, email, look } = await invited();
    await record(delivered(mailId, { kind: DeliveryEventKind.COMPLAINED, counts: 'for good' }));
    expect(await isBlocked(email)).toBe(true);
    expect((await look()).deliveryStatus).toBe('DELIVERED');
  });

  test('is not blocked by what counts for 24 hours only, once they are over', async () => {
    const { mailId, email } = await invited();
    await record(bounce(mailId, { counts: 'for a day', at: at(-25 * 3600) }), bounce(mailId), bounce(mailId));
    expect(await isBlocked(email)).toBe(false);
    await record(bounce(mailId, { counts: 'for a day', at: at(-3600) }));
    expect(await isBlocked(email)).toBe(true);
  });

  test('of the operator is never blocked', async () => {
    await block('help@example.org');
    await block('anybody@example.org');
    expect(await isBlocked('help@example.org')).toBe(false);
    expect(await isBlocked('anybody@example.org')).toBe(true);
  });

  test('that is blocked stands in the audit log of each project space that lists it', async () => {
    const { mailId, space, admin, email } = await invited();
    await record(bounce(mailId), bounce(mailId), bounce(mailId));
    const { data } = await admin.client.ask(
      'query ($slug: String!) { projectSpace(slug: $slug) { auditEvents(filter: { actions: ["address.blocked"] }) { nodes { channel subjectEmail } } } }',
      { slug: space.slug });
    expect(data.projectSpace.auditEvents.nodes).toEqual([{ channel: 'SYSTEM', subjectEmail: email }]);
  });
});

describe('EML-5: to a blocked address', () => {
  test('an invitation is refused, with whom to ask, and nothing is queued', async () => {
    const email = `${randomUUID()}@example.org`;
    await block(email);
    const space = await build.space();
    const admin = await build.member(space);
    const { userErrors } = await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId: space.adminRoleId, email: ` ${email.toUpperCase()} ` }, '');
    expect(userErrors).toMatchObject([{ code: 'EMAIL_BLOCKED', field: ['email'], message: expect.stringContaining('help@example.org') }]);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test('a resend is refused, of a selection too, and nothing is queued', async () => {
    const { mailId, admin, id, email } = await invited();
    await record(bounce(mailId), bounce(mailId), bounce(mailId));
    expect(await admin.client.codes('resendInvitation', { invitationId: id })).toEqual(['EMAIL_BLOCKED']);
    const { outcomes } = await admin.client.change('resendInvitations', { invitationIds: [id] }, 'outcomes { userErrors { code } }');
    expect(outcomes).toEqual([{ userErrors: [{ code: 'EMAIL_BLOCKED' }] }]);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test('an expired invitation is not revived', async () => {
    const { mailId, admin, space, email } = await invited();
    await record(bounce(mailId), bounce(mailId), bounce(mailId));
    server.clock.forward({ days: 31 });
    const again = await build.signedIn(admin.person.id);
    const input = { projectSpaceId: space.id, roleId: space.adminRoleId, email };
    expect(await again.codes('inviteWebUser', input)).toEqual(['EMAIL_BLOCKED']);
    const { data } = await again.ask(
      'query ($slug: String!, $email: String!) { projectSpace(slug: $slug) { addressStatus(email: $email) { state invitation { undeliverable } } } }',
      { slug: space.slug, email });
    expect(data.projectSpace.addressStatus).toEqual({ state: 'BLOCKED', invitation: { undeliverable: true } });
  });
});

test('EML-5: members and invitations are filtered by whether their address is blocked', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const member = await build.member(space);
  await block(member.person.email);
  const { mailId, email } = await invited({ space, admin });
  await record(bounce(mailId), bounce(mailId), bounce(mailId));
  await invited({ space, admin });
  const ask = async (undeliverable: boolean) => (await admin.client.ask(
    `query ($slug: String!, $undeliverable: Boolean!) { projectSpace(slug: $slug) {
       invitations(filter: { undeliverable: $undeliverable }) { totalCount nodes { email } }
       memberships(filter: { undeliverable: $undeliverable }) { totalCount nodes { webUser { email undeliverable } } } } }`,
    { slug: space.slug, undeliverable })).data.projectSpace;
  expect(await ask(true)).toEqual({
    invitations: { totalCount: 1, nodes: [{ email }] },
    memberships: { totalCount: 1, nodes: [{ webUser: { email: member.person.email, undeliverable: true } }] },
  });
  expect(await ask(false)).toMatchObject({
    invitations: { totalCount: 1 }, memberships: { totalCount: 1, nodes: [{ webUser: { undeliverable: false } }] },
  });
});

test('EML-3: invitations are filtered by their delivery status', async () => {
  const { space, admin, mailId, email } = await invited();
  await invited({ space, admin });
  await record(bounce(mailId));
  const { data } = await admin.client.ask(
    'query ($slug: String!) { projectSpace(slug: $slug) { invitations(filter: { deliveryStatuses: [UNDELIVERABLE] }) { nodes { email } } } }',
    { slug: space.slug });
  expect(data.projectSpace.invitations.nodes).toEqual([{ email }]);
});
