import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { operator } from '../access/access';
import { DeliveryEventKind } from '../mail-delivery/delivery-event.entity';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { Mail } from '../platform/mail/mail.entity';
import { refusalRecords } from '../platform/refusal';

let server: TestUsher;
let build: Builder;
let provider: Server;
let providerStatus = 204;
beforeAll(async () => {
  provider = createServer((_request, response) => { response.writeHead(providerStatus).end(); }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await startUsher({ config: { sendGrid: { apiKey: 'SG.key', baseUrl } } });
  build = builder(server);
});
afterAll(async () => {
  await server.stop();
  provider.close();
});
beforeEach(() => { providerStatus = 204; });

async function blocked() {
  const space = await build.space();
  const admin = await build.member(space);
  const email = `${randomUUID()}@example.org`;
  const input = { projectSpaceId: space.id, roleId: space.adminRoleId, email };
  const { invitation } = await admin.client.change('inviteWebUser', input, 'invitation { id }');
  const { id: mailId } = await server.usher.database.manager.findOneByOrFail(Mail, { recipient: email });
  const bounce = async () => await server.usher.database.transaction((tx) => server.usher.services.deliveries.record(tx, [{
    id: randomUUID(), mailId, kind: DeliveryEventKind.BOUNCED, at: server.clock.now(), detail: '550 no such user',
    standsFor: DeliveryStatus.UNDELIVERABLE, counts: 'for good',
  }]));
  for (let count = 0; count < 3; count += 1) await bounce();
  return { space, admin, email, bounce, resend: async () => await admin.client.codes('resendInvitation', { invitationId: invitation.id }) };
}

const unblock = async (email: string, reason = 'The mailbox exists again') =>
  await server.usher.services.unblocking.unblock(operator, email, reason);
const lookUp = async (email: string) => await server.usher.services.unblocking.lookUp(email);

test('EML-6: unblocking clears the count, and mail leaves for the address again', async () => {
  const { email, resend, bounce } = await blocked();
  expect(await resend()).toEqual(['EMAIL_BLOCKED']);
  expect(await unblock(` ${email.toUpperCase()}`)).toBeNull();
  expect(await resend()).toEqual([]);
  await bounce();
  await bounce();
  expect(await lookUp(email)).toMatchObject({ blocked: false, bounceCount: 2 });
});

test('SUP-2: support looks up bounces, dates and mails of an address', async () => {
  const { email, space } = await blocked();
  expect(await lookUp(email)).toMatchObject({
    email, blocked: true, blockedAt: expect.any(Date), bounceCount: 3, complaintCount: 0,
    events: [{ kind: 'BOUNCED', detail: '550 no such user' }, {}, {}],
    mails: [{ kind: 'invitation', projectSpaceName: space.name, status: 'UNDELIVERABLE' }],
  });
  expect(await lookUp('nobody@example.org')).toMatchObject({ blocked: false, bounceCount: 0, events: [], mails: [] });
  expect(await lookUp('nobody')).toBeNull();
});

test('SUP-1: unblocking stands in the audit log of the project space concerned, as support with its reason', async () => {
  const { email, admin, space } = await blocked();
  await unblock(email, ' Fixed, says the clinic ');
  const { data } = await admin.client.ask(
    `query ($slug: String!) { projectSpace(slug: $slug) { auditEvents(filter: { actions: ["address.unblocked"] }) {
       nodes { channel subjectEmail } } } }`, { slug: space.slug });
  expect(data.projectSpace.auditEvents.nodes).toEqual([{ channel: 'SUPPORT', subjectEmail: email }]);
  const [{ reason }] = await server.usher.database.query(
    `SELECT reason FROM audit_events WHERE action = 'address.unblocked' AND subject_email = $1`, [email]);
  expect(reason).toBe('Fixed, says the clinic');
});

test('SUP-1: without a reason, and without an address, nothing is unblocked', async () => {
  const { email } = await blocked();
  const refused = await unblock('nobody', '  ').catch(refusalRecords);
  expect(refused).toMatchObject([{ code: 'INVALID', field: ['email'] }, { code: 'REQUIRED', field: ['reason'] }]);
  expect(await unblock(email, ' ').catch(refusalRecords)).toMatchObject([{ code: 'REQUIRED', field: ['reason'] }]);
  expect(await lookUp(email)).toMatchObject({ blocked: true });
});

test('EML-6: support is told where the provider still has the address on its lists, and tries again', async () => {
  const { email } = await blocked();
  providerStatus = 500;
  expect(await unblock(email)).toMatch(/bounces: 500/);
  expect(await lookUp(email)).toMatchObject({ blocked: false });
  providerStatus = 204;
  expect(await unblock(email)).toBeNull();
});
