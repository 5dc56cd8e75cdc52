import { randomUUID } from 'node:crypto';
import { Permission } from '../access/permission';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { Receiver } from '../../test/receiver';
import { startUsher, type TestUsher } from '../../test/usher';
import { DeliveryEventKind } from '../mail-delivery/delivery-event.entity';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { Mail } from '../platform/mail/mail.entity';
import { WebhookEvent } from './webhook-event';

let server: TestUsher;
let build: Builder;
let receiver: Receiver;
beforeAll(async () => {
  server = await startUsher({ config: { webhookAllowedNetworks: ['127.0.0.0/8'] }, working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());
beforeEach(async () => { receiver = await Receiver.start(); });
afterEach(async () => await receiver.stop());

const LOG = 'deliveries { totalCount nodes { id event attempts statusCode succeeded error nextAttemptAt body } }';

async function hooked(events = Object.values(WebhookEvent), url = receiver.url) {
  const space = await build.space();
  const admin = await build.member(space);
  const { webhook, secret } = await admin.client.change(
    'createWebhook', { projectSpaceId: space.id, url, events }, 'webhook { id url events enabled } secret');
  return { space, admin, webhook, secret: secret as string, webhookId: webhook.id as string };
}

async function logOf({ space, admin }: { space: TestSpace; admin: TestMember }) {
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { webhooks { ${LOG} } } }`);
  return data.projectSpace.webhooks[0].deliveries.nodes;
}

async function settled(world: Parameters<typeof logOf>[0], isDone: (newest: { attempts: number }) => boolean) {
  for (;;) {
    const [newest] = await logOf(world);
    if (newest && isDone(newest)) return newest;
  }
}

describe('API-4: integrators are told, with a signature that the receiver can check', () => {
  test('when somebody is invited, deleted, joins, changes, goes and comes back', async () => {
    const { space, admin, secret } = await hooked();
    const roleId = await build.roleNamed(space, 'Read Only');
    const invite = async (email: string) => (await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId, email }, 'invitation { id }')).invitation.id as string;
    await admin.client.change('removeInvitation', { invitationId: await invite('gone@example.org') }, '');
    const person = await build.person();
    const joining = await build.signedIn(person.id);
    const { membership } = await joining.change(
      'acceptInvitation', { invitationId: await invite(person.email) }, 'membership { id }');
    const membershipId = membership.id;
    await admin.client.change('setMembershipActive', { membershipId, active: false }, '');
    await admin.client.change('removeMembership', { membershipId }, '');
    await admin.client.change('undoRemoveMembership', { membershipId }, '');
    const told = await receiver.verified(secret, 8);
    expect(told.map(({ type }) => type).sort()).toEqual([
      'invitation.accepted', 'invitation.created', 'invitation.created', 'invitation.removed', 'membership.changed',
      'membership.created', 'membership.removed', 'membership.restored',
    ]);
    expect(told.find(({ type }) => type === 'membership.removed')?.data).toMatchObject({
      projectSpace: { id: space.id, slug: space.slug },
      membership: { id: membershipId, webUserId: person.id, email: person.email, role: { name: 'Read Only' } },
    });
  });

  test('a removal is told even where its member is deleted in a selection (MEM-3)', async () => {
    const { space, admin, secret } = await hooked([WebhookEvent.MEMBERSHIP_REMOVED]);
    const members = [await build.member(space), await build.member(space)].map(({ membershipId }) => membershipId);
    await admin.client.change('removeMemberships', { membershipIds: members }, '');
    const told = await receiver.verified(secret, 2);
    expect(told.map(({ data }) => data.membership?.id).sort()).toEqual(members.sort());
  });

  test('a declined invitation is removed, and says so', async () => {
    const { space, admin, secret } = await hooked([WebhookEvent.INVITATION_REMOVED]);
    const person = await build.person();
    const { invitation } = await admin.client.change('inviteWebUser', {
      projectSpaceId: space.id, roleId: space.adminRoleId, email: person.email }, 'invitation { id }');
    await (await build.signedIn(person.id)).change('declineInvitation', { invitationId: invitation.id }, '');
    expect((await receiver.verified(secret))[0]?.data.invitation).toMatchObject({ id: invitation.id, status: 'DECLINED' });
  });

  test("of an invitation's mail that arrives, or cannot be delivered (EML-3)", async () => {
    const { space, admin, secret } = await hooked([WebhookEvent.INVITATION_DELIVERED, WebhookEvent.INVITATION_UNDELIVERABLE]);
    const email = `mailed-${space.slug}@example.org`;
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: space.adminRoleId, email }, '');
    const { id: mailId } = await server.usher.database.manager.findOneByOrFail(Mail, { recipient: email });
    const fact = (kind: DeliveryEventKind, standsFor: DeliveryStatus, seconds: number) => ({
      id: randomUUID(), mailId, kind, at: new Date(server.clock.now().getTime() + seconds * 1000), detail: null, standsFor, counts: 'never' as const,
    });
    const { deliveries } = server.usher.services;
    await server.usher.database.transaction(async (tx) => {
      await deliveries.record(tx, [fact(DeliveryEventKind.DELIVERED, DeliveryStatus.DELIVERED, 10)]);
      await deliveries.record(tx, [fact(DeliveryEventKind.BOUNCED, DeliveryStatus.UNDELIVERABLE, 20)]);
    });
    const told = await receiver.verified(secret, 2);
    expect(told.map(({ type, data }) => [type, data.invitation?.email, data.invitation?.deliveryStatus]).sort()).toEqual([
      ['invitation.delivered', email, 'DELIVERED'], ['invitation.undeliverable', email, 'UNDELIVERABLE'],
    ]);
  });

  test('nothing is told of what was refused, of other project spaces, of what nobody asked for, or while it is switched off', async () => {
    const { space, admin, webhookId } = await hooked([WebhookEvent.INVITATION_CREATED]);
    const invite = async (at: TestSpace, by: TestMember, email: string) => await by.client.codes(
      'inviteWebUser', { projectSpaceId: at.id, roleId: at.adminRoleId, email });
    expect(await invite(space, admin, admin.person.email)).toEqual(['ALREADY_MEMBER']);
    const other = await build.space();
    await invite(other, await build.member(other), 'a@example.org');
    const { membershipId } = await build.member(space);
    await admin.client.change('removeMembership', { membershipId }, '');
    await admin.client.change('updateWebhook', { webhookId, enabled: false }, '');
    await invite(space, admin, 'b@example.org');
    expect(await logOf({ space, admin })).toEqual([]);
  });
});

describe('API-4: deliveries', () => {
  test('are tried again with the same id and body until there is a 2xx, and logged', async () => {
    const world = await hooked([WebhookEvent.MEMBERSHIP_REMOVED]);
    receiver.status = 500;
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    const failed = await settled(world, ({ attempts }) => attempts === 1);
    expect(failed).toMatchObject({ statusCode: 500, succeeded: false, error: 'It answered with 500.', event: 'MEMBERSHIP_REMOVED' });
    expect(failed.nextAttemptAt).not.toBeNull();
    receiver.status = 200;
    server.clock.forward({ seconds: 6 });
    const done = await settled(world, ({ attempts }) => attempts === 2);
    expect(done).toMatchObject({ statusCode: 200, succeeded: true, error: null, nextAttemptAt: null });
    await receiver.verified(world.secret, 2);
    const [first, second] = receiver.received;
    expect([second?.headers['webhook-id'], second?.body]).toEqual([first?.headers['webhook-id'], first?.body]);
    expect([first?.headers['webhook-id'], first?.body]).toEqual([done.id, done.body]);
  });

  test('are given up after ten attempts in about three days; one is sent again at once when asked for', async () => {
    const world = await hooked([WebhookEvent.MEMBERSHIP_REMOVED]);
    receiver.status = 503;
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    for (const [index, hours] of [0.01, 0.1, 0.6, 2.1, 5.1, 10.1, 14.1, 20.1, 24.1, 24.1].entries()) {
      await settled(world, ({ attempts }) => attempts === index + 1);
      server.clock.forward({ hours });
      world.admin.client = await build.signedIn(world.admin.person.id);
    }
    const [{ id, nextAttemptAt }] = await logOf(world);
    expect(nextAttemptAt).toBeNull();
    receiver.status = 204;
    await Promise.all([1, 2].map(async () => await world.admin.client.change('resendWebhookDelivery', { deliveryId: id }, '')));
    expect(await settled(world, ({ attempts }) => attempts > 10)).toMatchObject({ attempts: 11, succeeded: true });
  });

  test('follow no redirect', async () => {
    const world = await hooked([WebhookEvent.MEMBERSHIP_REMOVED]);
    receiver.status = 302;
    receiver.location = 'http://127.0.0.1:1/';
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    const newest = await settled(world, ({ attempts }) => attempts === 1);
    expect(newest).toMatchObject({ statusCode: 302, succeeded: false, error: 'It answered with a redirect, which is not followed.' });
    expect(receiver.received).toHaveLength(1);
  });

  test('end with 410: the webhook is switched off, and the audit log says so', async () => {
    const world = await hooked([WebhookEvent.MEMBERSHIP_REMOVED]);
    receiver.status = 410;
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    await settled(world, ({ attempts }) => attempts === 1);
    const { data } = await world.admin.client.ask(`{ projectSpace(slug: "${world.space.slug}") {
      webhooks { enabled } auditEvents(first: 1) { nodes { action channel subjectName } } } }`);
    expect(data.projectSpace.webhooks).toEqual([{ enabled: false }]);
    expect(data.projectSpace.auditEvents.nodes).toEqual(
      [{ action: 'webhook.switched-off', channel: 'SYSTEM', subjectName: new URL(receiver.url).host }]);
    expect(await world.admin.client.codes('testWebhook', { webhookId: world.webhookId })).toEqual(['NOT_READY']);
  });
});

describe('API-4: the secret', () => {
  test('is kept encrypted, told once, and stands in no log, audit event or delivery', async () => {
    const world = await hooked();
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    await receiver.verified(world.secret);
    const tables = ['webhooks', 'webhook_deliveries', 'audit_events'];
    const kept = await Promise.all(tables.map((table) => server.usher.database.query(`SELECT ${table}::text FROM ${table}`)));
    expect(JSON.stringify(kept) + server.log.join('')).not.toContain(world.secret.slice('whsec_'.length));
  });

  test('can be replaced; for a day both sign', async () => {
    const world = await hooked();
    const { secret } = await world.admin.client.change('rotateWebhookSecret', { webhookId: world.webhookId }, 'secret');
    expect(secret).not.toBe(world.secret);
    await world.admin.client.change('testWebhook', { webhookId: world.webhookId }, '');
    await receiver.verified(world.secret);
    await receiver.verified(secret);
    server.clock.forward({ days: 1, seconds: 1 });
    const client = await build.signedIn(world.admin.person.id);
    await client.change('testWebhook', { webhookId: world.webhookId }, '');
    await receiver.verified(secret, 2);
    await expect(receiver.verified(world.secret, 2)).rejects.toThrow('No matching signature');
  });
});

describe('API-4: making and changing', () => {
  test.each([
    ['', 'REQUIRED'], ['nonsense', 'INVALID'], ['https://example.org/a\u0000b', 'INVALID'], ['https://example.org/a\ud800', 'INVALID'],
    ['ftp://example.org', 'INVALID'], ['https://user:secret@example.org', 'INVALID'],
    ['https://10.0.0.1/', 'INVALID'], ['https://[::1]/', 'INVALID'], ['https://169.254.169.254/', 'INVALID'],
    ['https://example.org/long', 'TOO_LONG'],
  ])('the address %j is refused (%s), together with what else is wrong', async (address, code) => {
    const url = address.replace('long', 'x'.repeat(2048));
    const space = await build.space();
    const { client } = await build.member(space);
    const { userErrors } = await client.change('createWebhook', { projectSpaceId: space.id, url, events: [] }, '');
    expect(userErrors).toMatchObject([{ code, field: ['url'] }, { code: 'REQUIRED', field: ['events'] }]);
  });

  test('a project space has at most 20, also when they are made at once', async () => {
    const space = await build.space();
    const { client } = await build.member(space, { permissions: [Permission.MANAGE_INTEGRATIONS] });
    const make = async () => await client.codes(
      'createWebhook', { projectSpaceId: space.id, url: 'https://example.org/', events: [WebhookEvent.MEMBERSHIP_CHANGED] });
    const codes = await Promise.all(Array.from({ length: 22 }, make));
    expect(codes.flat()).toEqual(['INVALID', 'INVALID']);
  });

  test('every change is in the audit log, with the host alone of the address', async () => {
    const world = await hooked([WebhookEvent.MEMBERSHIP_REMOVED], 'https://hooks.example.org/in/aSecretPath?token=1');
    const { webhookId } = world;
    await world.admin.client.change('updateWebhook', { webhookId, events: ['MEMBERSHIP_CHANGED'] }, '');
    await world.admin.client.change('rotateWebhookSecret', { webhookId }, '');
    await world.admin.client.change('deleteWebhook', { webhookId }, '');
    const { data } = await world.admin.client.ask(`{ projectSpace(slug: "${world.space.slug}") { webhooks { id }
      auditEvents { nodes { action subjectName changes { field from to } } } } }`);
    const { webhooks, auditEvents: { nodes } } = data.projectSpace;
    expect(webhooks).toEqual([]);
    expect(nodes.slice(0, 4).map(({ action }: { action: string }) => action))
      .toEqual(['webhook.deleted', 'webhook.secret-rotated', 'webhook.changed', 'webhook.created']);
    expect(nodes[2].changes).toEqual([{ field: 'events', from: 'MEMBERSHIP_REMOVED', to: 'MEMBERSHIP_CHANGED' }]);
    expect(JSON.stringify(nodes)).not.toContain('aSecretPath');
  });
});
