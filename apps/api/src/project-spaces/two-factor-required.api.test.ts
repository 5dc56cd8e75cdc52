import { randomUUID } from 'node:crypto';
import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { codeOf, setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD, type TestMember, type TestSpace } from '../../test/build';
import type { Client } from '../../test/client';
import { countStatements } from '../../test/statements';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const fetchAs = async (client: Client, path: string, init: RequestInit = {}) =>
  await fetch(`${server.url}${path}`, { ...init, headers: client.ownHeaders() });
const nameOf = async ({ slug }: TestSpace, client: Client) => await client.ask(`{ projectSpace(slug: "${slug}") { name } }`);
const requireIn = async ({ id: projectSpaceId }: TestSpace, { client }: TestMember, requiresTwoFactor = true) =>
  await client.change('updateProjectSpace', { projectSpaceId, requiresTwoFactor }, 'projectSpace { requiresTwoFactor }');

/** A project space that requires two-factor, of an admin who has it; in it since before, another admin who lacks it. */
async function closed({ usesLocations = false } = {}) {
  const space = await build.space({ usesLocations });
  const admin = await build.member(space);
  await setUpTwoFactor(server, admin.client);
  const lacking = await build.member(space);
  const shut = async () => void (await requireIn(space, admin));
  return { space, admin, lacking, shut };
}

describe('TFA-3: whoever switches it on', () => {
  test('must have two-factor, and is told at the field', async () => {
    const space = await build.space();
    const admin = await build.member(space);
    const { userErrors, projectSpace } = await requireIn(space, admin);
    expect(projectSpace).toBeNull();
    expect(userErrors).toEqual([expect.objectContaining({ code: 'TWO_FACTOR_REQUIRED', field: ['requiresTwoFactor'] })]);
    expect((await nameOf(space, admin.client)).faults).toEqual([]);
    await setUpTwoFactor(server, admin.client);
    expect(await requireIn(space, admin)).toEqual({ projectSpace: { requiresTwoFactor: true }, userErrors: [] });
  });

  test('must have it also who does so by an API key, which switches it off again', async () => {
    const { space, admin, lacking } = await closed();
    const [keyOfLacking, key] = [await build.apiKey(space, lacking), await build.apiKey(space, admin)];
    const input = { projectSpaceId: space.id, requiresTwoFactor: true };
    expect(await keyOfLacking.codes('updateProjectSpace', input)).toEqual(['TWO_FACTOR_REQUIRED']);
    expect(await key.codes('updateProjectSpace', input)).toEqual([]);
    expect(await keyOfLacking.codes('updateProjectSpace', { ...input, name: 'Clinic' })).toEqual([]);
    expect(await keyOfLacking.codes('updateProjectSpace', { ...input, requiresTwoFactor: false })).toEqual([]);
    expect((await nameOf(space, lacking.client)).data.projectSpace).toEqual({ name: 'Clinic' });
  });

  test('is recorded with what it was before', async () => {
    const { space, admin, shut } = await closed();
    await shut();
    const { data } = await admin.client.ask(
      `{ projectSpace(slug: "${space.slug}") { auditEvents(first: 1) { nodes { action changes { field from to } } } } }`);
    expect(data.projectSpace.auditEvents.nodes).toEqual([
      { action: 'project-space.changed', changes: [{ field: 'requiresTwoFactor', from: 'false', to: 'true' }] }]);
  });
});

describe('TFA-3: a member without two-factor', () => {
  test('who is signed in is shut out with the next request, while other project spaces stay open', async () => {
    const { space, lacking, shut } = await closed();
    const other = await build.space();
    await build.member(other, { person: lacking.person });
    expect((await nameOf(space, lacking.client)).data.projectSpace).toEqual({ name: space.name });
    await shut();
    const { data, faults } = await nameOf(space, lacking.client);
    expect([data, faults]).toEqual([{ projectSpace: null }, ['TWO_FACTOR_REQUIRED']]);
    expect((await nameOf(other, lacking.client)).data.projectSpace).toEqual({ name: other.name });
  });

  test('is let in by the very answer that turns it on, and shut out by the one that turns it off', async () => {
    const { space, lacking, shut } = await closed();
    await shut();
    const IN = 'viewer { memberships { projectSpace { viewerMustSetUpTwoFactor viewerPermissions } } }';
    const { data } = await lacking.client.ask('mutation { beginTwoFactorSetup { secret } }');
    const code = codeOf(data.beginTwoFactorSetup.secret, server);
    const on = await lacking.client.change('confirmTwoFactorSetup', { code }, `backupCodes ${IN}`);
    expect(on.viewer.memberships[0].projectSpace).toEqual({
      viewerMustSetUpTwoFactor: false, viewerPermissions: expect.arrayContaining(['EDIT_WEB_USERS']) });
    expect((await nameOf(space, lacking.client)).data.projectSpace).toEqual({ name: space.name });
    const off = await lacking.client.change('disableTwoFactor', { password: PASSWORD, code: on.backupCodes[0] }, IN);
    expect(off.viewer.memberships[0].projectSpace).toEqual({ viewerMustSetUpTwoFactor: true, viewerPermissions: [] });
    expect((await nameOf(space, lacking.client)).faults).toEqual(['TWO_FACTOR_REQUIRED']);
  });

  test('reads of it the name alone, by their own membership; every other field is refused', async () => {
    const { space, lacking, shut } = await closed();
    await shut();
    const within = async (field: string) => await lacking.client.ask(`{ viewer { memberships { projectSpace { ${field} } } } }`);
    const told = await within('id slug name requiresTwoFactor viewerMustSetUpTwoFactor viewerPermissions');
    expect(told.data.viewer.memberships).toEqual([{ projectSpace: {
      id: space.id, slug: space.slug, name: space.name, requiresTwoFactor: true, viewerMustSetUpTwoFactor: true, viewerPermissions: [],
    } }]);
    const type = server.usher.schema.getType('ProjectSpace');
    const rest = Object.values(isObjectType(type) ? type.getFields() : {}).filter(({ name }) => !told.data.viewer.memberships[0].projectSpace[name]
      && name !== 'viewerPermissions');
    expect(rest.length).toBeGreaterThan(20);
    for (const { name, args, type: of } of rest) {
      const given = args.filter(({ type: { constructor } }) => constructor.name === 'GraphQLNonNull');
      const values = given.length > 0 ? `(${given.map((one) => `${one.name}: "x"`).join(', ')})` : '';
      const { faults } = await within(`${name}${values} ${isCompositeType(getNamedType(of)) ? '{ __typename }' : ''}`);
      expect([name, faults]).toEqual([name, ['TWO_FACTOR_REQUIRED']]);
    }
  });

  test('reads of their own membership no location, and no count', async () => {
    const { space, lacking, shut } = await closed({ usesLocations: true });
    const { client } = await build.member(space, { role: 'Read Only', locationIds: [await build.location(space)] });
    await shut();
    const { data, faults } = await client.ask(
      '{ viewer { memberships { active role { name } locations { code } sentInvitationCount apiKeyCount viewerCanEdit } } }');
    expect(faults).toEqual([]);
    expect(data.viewer.memberships).toEqual([{
      active: true, role: { name: 'Read Only' }, locations: [], sentInvitationCount: 0, apiKeyCount: 0, viewerCanEdit: false,
    }]);
    expect((await lacking.client.ask('{ viewer { memberships { role { memberCount } } } }')).faults).toEqual(['TWO_FACTOR_REQUIRED']);
  });

  test('learns of no id whether it is there', async () => {
    const { space, admin, lacking, shut } = await closed();
    const { invitation } = await admin.client.change('inviteWebUser',
      { projectSpaceId: space.id, roleId: admin.roleId, email: 'a@example.org' }, 'invitation { id }');
    const bulkUploadId = await build.bulkUpload(space, lacking);
    await shut();
    const { client } = lacking;
    const answers = async (id: string, uploadId: string) => [
      await client.mutate('removeInvitation', { invitationId: id }), await client.mutate('removeMembership', { membershipId: id }),
      await client.mutate('removeInvitations', { invitationIds: [id] }, 'outcomes { userErrors { code } }'),
      await client.ask(`{ bulkUpload(id: "${uploadId}") { status } }`), await client.ask(`{ bulkDownload(id: "${id}") { status } }`),
    ].map(({ data, errors }) => ({ data, errors }));
    expect(await answers(invitation.id, bulkUploadId)).toEqual(await answers(randomUUID(), randomUUID()));
    expect((await answers(invitation.id, bulkUploadId)).map(({ errors }) => errors[0]?.extensions.code))
      .toEqual(Array.from({ length: 5 }, () => 'TWO_FACTOR_REQUIRED'));
  });

  test('works elsewhere on a selection of which some cannot be found, each with its own outcome', async () => {
    const { lacking, shut } = await closed();
    const other = await build.space();
    await build.member(other, { person: lacking.person });
    const { client } = lacking;
    const { invitation } = await client.change('inviteWebUser',
      { projectSpaceId: other.id, roleId: await build.roleNamed(other, 'Read Only'), email: 'b@example.org' }, 'invitation { id }');
    await shut();
    const { outcomes } = await client.change('removeInvitations',
      { invitationIds: [randomUUID(), invitation.id] }, 'outcomes { email userErrors { code field } }');
    expect(outcomes).toEqual([
      { email: '', userErrors: [{ code: 'TWO_FACTOR_REQUIRED', field: ['invitationIds', '0'] }] }, { email: 'b@example.org', userErrors: [] }]);
  });

  test('gets no file of it, and brings none', async () => {
    const { space, lacking, shut } = await closed();
    const { client } = lacking;
    const { bulkDownload } = await client.change('createBulkDownload', { projectSpaceId: space.id }, 'bulkDownload { id }');
    const made = await client.change('createBulkUpload', { projectSpaceId: space.id, fileName: 'a.csv' }, 'uploadUrl bulkUpload { id }');
    await shut();
    const paths = [`/api/audit/${space.slug}.csv`, `/api/bulk-downloads/${bulkDownload.id}/users.xlsx`, `/api/bulk-uploads/${made.bulkUpload.id}/result`];
    const answers = [...(await Promise.all(paths.map(async (path) => await fetchAs(client, path)))),
      await fetchAs(client, made.uploadUrl, { method: 'PUT', body: 'username,role\n' })];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    for (const answer of answers) expect(await answer.text()).toMatch(/requires two-factor/);
  });

  test('sees of their upload the rows of open project spaces only', async () => {
    const { space, lacking, shut } = await closed();
    const other = await build.space();
    const maker = await build.member(other, { person: lacking.person });
    const id = await build.bulkUpload(other, maker);
    await server.usher.database.query(
      'UPDATE bulk_uploads SET target_space_ids = $2, areas = $3 WHERE id = $1',
      [id, [other.id, space.id], JSON.stringify([other.id, space.id].map((projectSpaceId) => ({ projectSpaceId, area: null })))]);
    await server.usher.database.query('UPDATE bulk_upload_rows SET target_space_id = $2 WHERE upload_id = $1 AND number = 2', [id, space.id]);
    const numbers = async () => (await lacking.client.ask(
      `{ bulkUpload(id: "${id}") { summary { rows } rows { nodes { number } } } }`)).data.bulkUpload;
    expect((await numbers()).rows.nodes).toEqual([{ number: 2 }, { number: 3 }]);
    await shut();
    expect(await numbers()).toEqual({ summary: { rows: 1 }, rows: { nodes: [{ number: 3 }] } });
    expect((await fetchAs(lacking.client, `/api/bulk-uploads/${id}/result`)).status).toBe(403);
  });

  test('cannot count its people in a download from elsewhere', async () => {
    const { space, lacking, shut } = await closed();
    const other = await build.space();
    await build.member(other, { person: lacking.person });
    await shut();
    const input = { projectSpaceId: other.id, alsoProjectSpaceIds: [space.id] };
    expect((await lacking.client.mutate('createBulkDownload', input)).faults).toEqual(['TWO_FACTOR_REQUIRED']);
    const count = await lacking.client.ask('query ($input: CreateBulkDownloadInput!) { bulkDownloadRowCount(input: $input) }', { input });
    expect([count.data, count.faults]).toEqual([{ bulkDownloadRowCount: null }, ['TWO_FACTOR_REQUIRED']]);
  });

  test('accepts an invitation all the same; access waits for the set-up', async () => {
    const { space, admin, shut } = await closed();
    await shut();
    const guest = await build.person();
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: guest.email }, '');
    const client = await build.signedIn(guest.id);
    const { data } = await client.ask('{ viewer { invitations { id } } }');
    const joined = await client.change('acceptInvitation', { invitationId: data.viewer.invitations[0].id },
      'membership { projectSpace { slug viewerMustSetUpTwoFactor } }');
    expect(joined).toEqual({ membership: { projectSpace: { slug: space.slug, viewerMustSetUpTwoFactor: true } }, userErrors: [] });
    expect((await nameOf(space, client)).faults).toEqual(['TWO_FACTOR_REQUIRED']);
    await setUpTwoFactor(server, client);
    expect((await nameOf(space, client)).data.projectSpace).toEqual({ name: space.name });
  });

  test('has no visit counted', async () => {
    const { space, lacking, admin, shut } = await closed();
    await shut();
    await nameOf(space, lacking.client);
    const { data } = await admin.client.ask(
      `{ projectSpace(slug: "${space.slug}") { membership(id: "${lacking.membershipId}") { lastAccessDate } } }`);
    expect(data.projectSpace.membership.lastAccessDate).toBeNull();
  });

  test('is found out by the one statement that reads who asks', async () => {
    const { space, lacking, shut } = await closed();
    await shut();
    expect(await countStatements(async () => await nameOf(space, lacking.client))).toHaveLength(1);
  });
});

test('TFA-3: support at its desk, and who is no member, are answered as before', async () => {
  const { space, shut } = await closed();
  await shut();
  const staff = await build.staff();
  const { data } = await staff.ask(`{ support { projectSpace(slug: "${space.slug}") { name } } }`);
  expect(data.support.projectSpace).toEqual({ name: space.name });
  const stranger = await build.member(await build.space());
  const { data: nothing, faults } = await nameOf(space, stranger.client);
  expect([nothing, faults]).toEqual([{ projectSpace: null }, []]);
  expect(await stranger.client.codes('removeMembership', { membershipId: randomUUID() })).toEqual(['NOT_FOUND']);
});

test('TFA-3: after a reset by support, the project space is closed until two-factor is set up anew', async () => {
  const { space, admin, shut } = await closed();
  await shut();
  const staff = await build.staff();
  await staff.change('supportResetTwoFactor',
    { webUserId: admin.person.id, identityVerifiedBy: 'A call', reason: 'Lost device' }, '');
  const client = await build.signedIn(admin.person.id);
  expect((await nameOf(space, client)).faults).toEqual(['TWO_FACTOR_REQUIRED']);
});
