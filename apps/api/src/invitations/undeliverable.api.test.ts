import { type Builder, builder } from '../../test/build';
import type { Client } from '../../test/client';
import { mailTo, tokenIn } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';
import { DeliveryEventKind } from '../mail-delivery/delivery-event.entity';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { Mail } from '../platform/mail/mail.entity';
import { UNDELIVERABLE_MAIL } from './undeliverable-notice.mail';

let server: TestUsher;
let second: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  second = await startUsher({ beside: server });
  build = builder(server);
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

let count = 0;
async function spaceOfAdmin() {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const readOnly = await build.roleNamed(space, 'Read Only');
  const dakar = await build.location(space, 'dakar');
  const invite = async () => {
    const email = `bounces-${count += 1}@example.org`;
    const { invitation } = await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId: readOnly, email, locationIds: [dakar] }, 'invitation { id }');
    await mailTo(server, email);
    return { email, id: invitation.id as string };
  };
  return { space, admin, readOnly, invite };
}

/** In one transaction, so that no round of the worker comes between them. */
async function bounce(...invited: { email: string }[]): Promise<void> {
  const { database, services } = server.usher;
  const mails = await Promise.all(invited.map(async ({ email }) => await database.manager.findOneByOrFail(Mail, { recipient: email })));
  await database.transaction(async (tx) => await services.deliveries.record(tx, mails.map(({ id }) => ({
    id: `event-${count += 1}`, mailId: id, kind: DeliveryEventKind.BOUNCED, at: server.clock.now(), detail: 'no such user',
    standsFor: DeliveryStatus.UNDELIVERABLE, counts: 'for good' as const,
  }))));
}

/** Every worker looks at the next round. */
const look = async () => {
  server.clock.forward({ seconds: 30 });
  await Promise.all([server, second].map(({ usher }) => usher.services.periodic.runDue()));
};
const told = async (recipient: string) => await server.usher.database.manager.countBy(Mail, { recipient, kind: UNDELIVERABLE_MAIL });

describe('EML-7: the inviter', () => {
  test('is told of undeliverable invitations, at most once an hour, with all such in one', async () => {
    const { space, admin, invite } = await spaceOfAdmin();
    const all = [await invite(), await invite(), await invite(), await invite()];
    await bounce(...all.slice(0, 2));
    await look();
    const [mail] = await mailTo(server, admin.person.email);
    expect(mail?.subject).toBe('Invitations could not be delivered');
    for (const { email } of all.slice(0, 2)) expect(mail?.text).toContain(`${email}, invited to ${space.name}`);
    await bounce(all[2] ?? { email: '' });
    server.clock.forward({ seconds: 58 * 60 });
    await look();
    expect(await told(admin.person.email)).toBe(1);
    await bounce(all[3] ?? { email: '' });
    server.clock.forward({ seconds: 2 * 60 });
    await look();
    await look();
    expect(await told(admin.person.email)).toBe(2);
    const [later] = await mailTo(server, admin.person.email, 2);
    for (const { email } of all.slice(2)) expect(later?.text).toContain(email);
    expect(later?.text).not.toContain(all[0]?.email);
  });

  test('who has left is told nothing', async () => {
    const { space, admin, invite } = await spaceOfAdmin();
    const gone = await invite();
    await (await build.member(space)).client.change('removeMembership', { membershipId: admin.membershipId }, '');
    await bounce(gone);
    await look();
    expect(await told(admin.person.email)).toBe(0);
  });
});

describe('INV-17: correcting the address of an undeliverable invitation', () => {
  const correct = async (client: Client, input: object) =>
    await client.change('updateInvitation', input, 'invitation { id email role { name } locations { code } deliveryStatus }');

  test('sends a new one with the same role and locations in its place; the old link says so', async () => {
    const { admin, invite } = await spaceOfAdmin();
    const old = await invite();
    const token = tokenIn((await mailTo(server, old.email))[0] ?? { text: '' }, 'invitations');
    await bounce(old);
    const { invitation } = await correct(admin.client, { invitationId: old.id, email: ' Right@Example.org ' });
    expect(invitation).toMatchObject({ email: 'right@example.org', role: { name: 'Read Only' }, locations: [{ code: 'dakar' }] });
    expect(invitation.id).not.toBe(old.id);
    expect((await mailTo(server, 'right@example.org'))[0]?.subject).toContain('invites you');
    const { data } = await build.anonymous().ask(`{ invitationByToken(token: "${token}") { state email } }`);
    expect(data.invitationByToken).toEqual({ state: 'REPLACED', email: null });
  });

  test.each([
    ['no address', 'INVALID_EMAIL'], ['', 'REQUIRED'], ['SAME', 'INVALID'], ['MEMBER', 'ALREADY_MEMBER'], ['INVITED', 'ALREADY_INVITED'],
  ])('to %j is %s, and nothing changes', async (to, code) => {
    const { admin, invite } = await spaceOfAdmin();
    const old = await invite();
    await bounce(old);
    const email = { SAME: old.email, MEMBER: admin.person.email, INVITED: (await invite()).email }[to] ?? to;
    const answer = await admin.client.change('updateInvitation', { invitationId: old.id, email }, '');
    expect(answer.userErrors).toMatchObject([{ code, field: ['email'] }]);
    expect(await server.usher.database.query(`SELECT status FROM invitations WHERE id = $1`, [old.id])).toEqual([{ status: 'OPEN' }]);
  });

  test('needs that it is undeliverable, and that its role could be assigned', async () => {
    const { space, admin, invite } = await spaceOfAdmin();
    const fine = await invite();
    expect(await admin.client.codes('updateInvitation', { invitationId: fine.id, email: 'new-one@example.org' })).toEqual(['INVALID']);
    const editor = await build.member(space, { permissions: [Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS] });
    await bounce(fine);
    expect(await editor.client.codes('updateInvitation', { invitationId: fine.id, email: 'new-one@example.org' })).toEqual(['CANNOT_CHANGE_INVITATION']);
  });

  test('of two corrections at once one wins', async () => {
    const { admin, invite } = await spaceOfAdmin();
    const old = await invite();
    await bounce(old);
    const answers = await Promise.all(['one', 'two'].map((name) => admin.client.codes(
      'updateInvitation', { invitationId: old.id, email: `${name}-${count}@example.org` })));
    expect(answers.map(([code]) => code ?? 'done').sort()).toEqual(['NOT_FOUND', 'done']);
  });
});
