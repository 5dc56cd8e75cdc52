import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { AuditEvent } from '../audit/audit-event.entity';
import { SecurityEvent } from '../audit/security-event.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const reason = 'Their only admin left the company';
let count = 0;
const newAddress = () => `desk-${count += 1}@example.org`;

async function soleAdmin() {
  const space = await build.space();
  const [staff, admin] = [await build.staff({ email: newAddress() }), await build.member(space)];
  const adminsSeen = async () => {
    const { data } = await staff.ask(`{ support { projectSpace(slug: "${space.slug}") { plan admins { email active } } } }`);
    return data.support.projectSpace;
  };
  return { space, staff, admin, adminsSeen };
}

test.each([
  ['nobody', async () => build.anonymous(), 'UNAUTHENTICATED'],
  ['a person', async () => await build.signedIn((await build.person()).id), 'FORBIDDEN'],
  ['staff without two-factor', async () => await build.signedIn((await build.person({ isSupport: true })).id), 'TWO_FACTOR_REQUIRED'],
])('SUP-1: %s does nothing as support', async (_who, clientOf, code) => {
  const { space } = await soleAdmin();
  const input = { projectSpaceId: space.id, plan: 'PRO', reason };
  expect((await (await clientOf()).mutate('supportSetPlan', input, 'done')).faults).toEqual([code]);
});

test('support looks up a person by either address, and a project space by its slug', async () => {
  const { staff, space, admin, adminsSeen } = await soleAdmin();
  const { data } = await staff.ask(
    `{ support { webUser(email: " ${admin.person.email.toUpperCase()} ") { id email deactivated twoFactorEnabled projectSpaceSlugs } } }`);
  expect(data.support.webUser).toEqual({
    id: admin.person.id, email: admin.person.email, deactivated: false, twoFactorEnabled: false, projectSpaceSlugs: [space.slug],
  });
  expect(await adminsSeen()).toEqual({ plan: 'STANDARD', admins: [{ email: admin.person.email, active: true }] });
});

test('SUP-1: every act needs a reason', async () => {
  const { staff, space, admin } = await soleAdmin();
  const { membershipId, person: { id: webUserId } } = admin;
  expect(await staff.codes('supportSetPlan', { projectSpaceId: space.id, plan: 'PRO', reason: ' ' })).toEqual(['REQUIRED']);
  expect(await staff.codes('supportRemoveAdmin', { membershipId, reason: '' })).toEqual(['REQUIRED']);
  expect(await staff.codes('supportSetAccountActive', { webUserId, active: false, reason: '' })).toEqual(['REQUIRED']);
  expect(await staff.codes('supportResetTwoFactor', { webUserId, identityVerifiedBy: 'ID', reason: 'x'.repeat(1001) })).toEqual(['TOO_LONG']);
});

test('SUP-4: a plan is set, and the project space reads by whom and why, without a name', async () => {
  const { staff, space, admin, adminsSeen } = await soleAdmin();
  const input = { projectSpaceId: space.id, plan: 'PRO', reason };
  expect(await staff.change('supportSetPlan', input, 'done')).toEqual({ done: true, userErrors: [] });
  expect((await adminsSeen()).plan).toBe('PRO');
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { plan auditEvents(filter: { channels: [SUPPORT] }) {
    nodes { action channel reason actor { id } actorEmail changes { field from to } } } } }`);
  expect(data.projectSpace).toEqual({ plan: 'PRO', auditEvents: { nodes: [{
    action: 'project-space.plan-set', channel: 'SUPPORT', reason, actor: null, actorEmail: null,
    changes: [{ field: 'plan', from: 'STANDARD', to: 'PRO' }],
  }] } });
  const kept = await server.usher.database.manager.findOneByOrFail(AuditEvent, { projectSpaceId: space.id, channel: 'SUPPORT' as never });
  expect(kept.staffEmail).toMatch(/^desk-/);
});

describe('SUP-4, MEM-2: the only admin', () => {
  test('is removed, and somebody from outside is invited as Admin in nobody\'s name', async () => {
    const { staff, space, admin, adminsSeen } = await soleAdmin();
    const replacementEmail = newAddress();
    expect(await staff.codes('supportRemoveAdmin', { membershipId: admin.membershipId, replacementEmail, reason })).toEqual([]);
    expect((await adminsSeen()).admins).toEqual([]);
    expect((await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { id } }`)).data.projectSpace).toBeNull();
    expect((await mailTo(server, replacementEmail))[0]?.text).toMatch(/Admin/);
    const events = await server.usher.database.manager.findBy(AuditEvent, { projectSpaceId: space.id, reason });
    expect(events.map(({ action, actorId }) => [action, actorId]).sort()).toEqual([['invitation.created', null], ['membership.removed', null]]);
  });

  test('is replaced by a member, who is Admin from the next request on', async () => {
    const { staff, space, admin, adminsSeen } = await soleAdmin();
    const member = await build.member(space, { role: 'Read Only' });
    const input = { membershipId: admin.membershipId, replacementEmail: member.person.email, reason };
    expect(await staff.codes('supportRemoveAdmin', input)).toEqual([]);
    expect((await adminsSeen()).admins).toEqual([{ email: member.person.email, active: true }]);
    const { data } = await member.client.ask(`{ projectSpace(slug: "${space.slug}") { viewerPermissions } }`);
    expect(data.projectSpace.viewerPermissions).toContain('EDIT_WEB_USERS');
  });

  test('an open invitation to the replacement becomes one as Admin, with a link of its own', async () => {
    const { staff, space, admin } = await soleAdmin();
    const email = newAddress();
    const roleId = await build.roleNamed(space, 'Read Only');
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email }, '');
    await mailTo(server, email);
    expect(await staff.codes('supportRemoveAdmin', { membershipId: admin.membershipId, replacementEmail: email, reason })).toEqual([]);
    expect((await mailTo(server, email, 2))[0]?.text).toMatch(/Admin/);
  });

  test.each([
    ['themselves', async (own: string) => own, 'INVALID'],
    ['no address', async () => 'nonsense', 'INVALID_EMAIL'],
    ['a deactivated account', async () => (await build.person({ deactivatedAt: new Date() })).email, 'ACCOUNT_DEACTIVATED'],
  ])('is not replaced by %s, and stays', async (_who, addressOf, code) => {
    const { staff, admin, adminsSeen } = await soleAdmin();
    const replacementEmail = await addressOf(admin.person.email);
    expect(await staff.codes('supportRemoveAdmin', { membershipId: admin.membershipId, replacementEmail, reason })).toEqual([code]);
    expect((await adminsSeen()).admins).toHaveLength(1);
  });

  test('a member who is no admin is left to the admins', async () => {
    const { staff, space } = await soleAdmin();
    const { membershipId } = await build.member(space, { role: 'Read Only' });
    expect(await staff.codes('supportRemoveAdmin', { membershipId, reason })).toEqual(['INVALID']);
  });

  test('of two who replace the only admin at once one succeeds', async () => {
    const { staff, space, admin: { membershipId } } = await soleAdmin();
    const outcomes = await Promise.all([newAddress(), newAddress()].map(
      async (replacementEmail) => await staff.codes('supportRemoveAdmin', { membershipId, replacementEmail, reason })));
    expect(outcomes.flat()).toEqual(['NOT_FOUND']);
    const rows = await server.usher.database.query('SELECT 1 FROM invitations WHERE project_space_id = $1', [space.id]);
    expect(rows).toHaveLength(1);
  });
});

describe('SUP-4: an account as a whole', () => {
  test('is deactivated: its sessions end, it cannot sign in, and the person reads why; reactivated it can', async () => {
    const { staff, admin: { client, person: { id: webUserId, email } } } = await soleAdmin();
    const set = async (active: boolean) => await staff.codes('supportSetAccountActive', { webUserId, active, reason });
    const signIn = async () => await new Client(server).codes('signIn', { email, password: PASSWORD });
    expect(await set(false)).toEqual([]);
    expect((await client.ask('{ viewer { webUser { id } } }')).data.viewer).toBeNull();
    expect(await signIn()).toEqual(['ACCOUNT_DEACTIVATED']);
    expect(await set(true)).toEqual([]);
    expect(await signIn()).toEqual([]);
    const events = await server.usher.database.manager.findBy(SecurityEvent, { webUserId, reason });
    expect(events.map(({ action }) => action).sort()).toEqual(['account.deactivated', 'account.reactivated']);
  });

  test('staff do not deactivate their own', async () => {
    const staff = await build.staff();
    const { data } = await staff.ask('{ viewer { webUser { id } } }');
    const input = { webUserId: data.viewer.webUser.id, active: false, reason };
    expect(await staff.codes('supportSetAccountActive', input)).toEqual(['CANNOT_CHANGE_SELF']);
  });
});

test('SUP-2: support looks up an address, its mails among them, and unblocks it with a reason', async () => {
  const { staff, space, admin } = await soleAdmin();
  const email = newAddress();
  const roleId = await build.roleNamed(space, 'Read Only');
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email }, '');
  await server.usher.database.query('INSERT INTO mail_addresses (address, blocked_at) VALUES ($1, $2)', [email, server.clock.now()]);
  const seen = async () => (await staff.ask(
    `{ support { address(email: "${email}") { blocked bounceCount mails { kind projectSpaceName } } } }`)).data.support.address;
  expect(await seen()).toEqual({ blocked: true, bounceCount: 0, mails: [{ kind: 'invitation', projectSpaceName: space.name }] });
  expect(await staff.codes('supportUnblockAddress', { email, reason: ' ' })).toEqual(['REQUIRED']);
  expect(await staff.change('supportUnblockAddress', { email, reason }, 'done providerFault')).toMatchObject({ done: true, providerFault: null });
  expect((await seen()).blocked).toBe(false);
});
