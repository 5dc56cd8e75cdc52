import { Permission } from '../access/permission';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const INVITED = 'invitation { id email status deliveryStatus role { name } invitedBy { email } locations { code } expiresAt }';

async function adminOf(options: { usesLocations?: boolean } = {}) {
  const space = await build.space(options);
  const admin = await build.member(space);
  return { space, admin, input: { projectSpaceId: space.id, roleId: admin.roleId, email: 'ana@example.org' } };
}

describe('INV-1: inviting', () => {
  test('an admin invites an address, which is trimmed and lower-cased, for 30 days', async () => {
    const { admin, input } = await adminOf();
    const { invitation } = await admin.client.change('inviteWebUser', { ...input, email: '  Ana@Example.org ' }, INVITED);
    expect(invitation).toMatchObject({
      email: 'ana@example.org', status: 'PENDING', deliveryStatus: 'QUEUED', role: { name: 'Admin' },
      invitedBy: { email: admin.person.email },
    });
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
  });

  test('a role that does not exist and one that may not be assigned are refused alike, together with the address', async () => {
    const { space, admin, input } = await adminOf();
    const editor = await build.member(space, { permissions: [Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS] });
    expect(await admin.client.codes('inviteWebUser', { ...input, email: 'x', roleId: 'none', locationIds: ['y'] }))
      .toEqual(['INVALID_EMAIL', 'ROLE_NOT_AVAILABLE', 'LOCATION_NOT_AVAILABLE']);
    expect(await editor.client.codes('inviteWebUser', input)).toEqual(['ROLE_NOT_AVAILABLE']);
  });

  test('a member, an invited address and a deactivated account are refused by name', async () => {
    const { space, admin, input } = await adminOf();
    const deactivated = await build.person({ deactivatedAt: new Date() });
    const idle = await build.member(space, { active: false });
    await admin.client.change('inviteWebUser', input, '');
    const codesFor = (email: string) => admin.client.codes('inviteWebUser', { ...input, email });
    expect(await codesFor(input.email)).toEqual(['ALREADY_INVITED']);
    expect(await codesFor(admin.person.email.toUpperCase())).toEqual(['ALREADY_MEMBER']);
    expect(await codesFor(idle.person.email)).toEqual(['ALREADY_MEMBER']);
    expect(await codesFor(deactivated.email)).toEqual(['ACCOUNT_DEACTIVATED']);
    expect(await codesFor('')).toEqual(['REQUIRED']);
    expect(await codesFor(`ana@${'a.'.repeat(150)}org`)).toEqual(['TOO_LONG']);
  });

  test('inviting an address whose invitation has expired sends it again with the new role and locations', async () => {
    const { space, admin, input } = await adminOf({ usesLocations: true });
    const dakar = await build.location(space, 'dakar');
    const readOnly = await build.roleNamed(space, 'Read Only');
    const first = await admin.client.change('inviteWebUser', input, INVITED);
    server.clock.forward({ days: 31 });
    const client = await build.signedIn(admin.person.id);
    const again = await client.change('inviteWebUser', { ...input, roleId: readOnly, locationIds: [dakar] }, INVITED);
    expect(again.invitation).toMatchObject({
      id: first.invitation.id, status: 'PENDING', role: { name: 'Read Only' }, locations: [{ code: 'dakar' }],
    });
  });
});

describe('several at once', () => {
  test('each address has its own outcome, in the order of the input', async () => {
    const { admin, input: { email: _, ...common } } = await adminOf();
    const emails = ['one@example.org', 'wrong', 'one@example.org', 'two@example.org'];
    const { outcomes } = await admin.client.change(
      'inviteWebUsers', { ...common, emails }, 'outcomes { email invitation { email } userErrors { code field } }');
    expect(outcomes.map(({ userErrors }: { userErrors: unknown }) => userErrors)).toEqual([
      [], [{ code: 'INVALID_EMAIL', field: ['emails', '1'] }], [{ code: 'ALREADY_INVITED', field: ['emails', '2'] }], [],
    ]);
  });

  test('more than 100 are refused as a whole', async () => {
    const { admin, input: { email: _, ...common } } = await adminOf();
    const emails = Array.from({ length: 101 }, (_value, index) => `many-${index}@example.org`);
    expect(await admin.client.codes('inviteWebUsers', { ...common, emails })).toEqual(['INVALID']);
  });
});
