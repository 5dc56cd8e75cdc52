import { Permission } from '../access/permission';
import { type Builder, builder } from '../../test/build';
import { KeyClient } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

async function keyed(given: { permissions?: Permission[]; expiresAt?: Date | null } = {}) {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin, given);
  const see = async (client: KeyClient = key) => await client.ask(`{ projectSpace(slug: "${space.slug}") { viewerPermissions } }`);
  const ends = async () => (await admin.client.change('revokeApiKey', { apiKeyId: key.id }, 'revokedApiKeyId')).revokedApiKeyId;
  const create = (input: object, client = admin.client) => client.change(
    'createApiKey', { projectSpaceId: space.id, name: 'Sync', permissions: ['VIEW_ROLES'], ...input }, 'apiKey { id permissions expiresAt }');
  return { space, admin, key, see, ends, create };
}
const fromNow = (ms: number) => new Date(server.clock.now().getTime() + ms);

describe('API-1: an API key', () => {
  test('may do what it was given, with all that this implies, and nothing more', async () => {
    const { see, key } = await keyed({ permissions: [Permission.EDIT_WEB_USERS] });
    expect((await see()).data.projectSpace.viewerPermissions).toEqual(['VIEW_WEB_USERS', 'EDIT_WEB_USERS']);
    expect((await key.ask('{ apiKey { id permissions lastUsedAt } viewer { webUser { id } } }')).data).toEqual({
      apiKey: { id: key.id, permissions: ['VIEW_WEB_USERS', 'EDIT_WEB_USERS'], lastUsedAt: expect.any(String) }, viewer: null,
    });
  });

  test('may do no more than its maker may now (ROL-6)', async () => {
    const { space, admin, see } = await keyed();
    const maker = await build.member(space);
    const key = await build.apiKey(space, maker);
    const roleId = await build.role(space, [Permission.VIEW_WEB_USERS, Permission.VIEW_DATA]);
    await admin.client.change('updateMembership', { membershipId: maker.membershipId, roleId }, '');
    expect((await see(key)).data.projectSpace.viewerPermissions).toEqual(['VIEW_WEB_USERS', 'VIEW_DATA']);
  });

  test('is kept as a hash, and its secret stands neither in the log nor in the audit log', async () => {
    const { key, space } = await keyed();
    const secret = key.secret.slice(-43);
    const rows = await server.usher.database.query(
      `SELECT k::text AS kept FROM api_keys k WHERE project_space_id = $1 UNION ALL
       SELECT a::text FROM audit_events a WHERE project_space_id = $1`, [space.id]);
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows) + server.log.join('')).not.toContain(secret);
  });

  test('ends with its next request when it is revoked, and is listed no more', async () => {
    const { admin, space, key, see, ends } = await keyed();
    expect((await see()).faults).toEqual([]);
    expect(await ends()).toBe(key.id);
    expect(await see()).toMatchObject({ status: 401, faults: ['UNAUTHENTICATED'] });
    expect(await admin.client.codes('revokeApiKey', { apiKeyId: key.id })).toEqual(['NOT_FOUND']);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { apiKeys { id } } }`);
    expect(data.projectSpace.apiKeys).toEqual([]);
  });

  test('works until the moment it expires', async () => {
    const { see } = await keyed({ expiresAt: fromNow(3_600_000) });
    expect((await see()).faults).toEqual([]);
    server.clock.forward({ hours: 1 });
    expect((await see()).status).toBe(401);
  });

  test('notes its last use at most once a minute', async () => {
    const { key } = await keyed();
    const used = async () => (await key.ask('{ apiKey { lastUsedAt } }')).data.apiKey.lastUsedAt as string;
    const first = await used();
    server.clock.forward({ seconds: 50 });
    expect(await used()).toBe(first);
    server.clock.forward({ seconds: 20 });
    expect(await used()).not.toBe(first);
  });

  test('of several is shown with hint, permissions, maker and expiry, newest first, and counted with its maker', async () => {
    const { space, admin, key, create } = await keyed();
    server.clock.forward({ seconds: 1 });
    const expiresAt = fromNow(86_400_000).toISOString();
    await create({ expiresAt });
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
      apiKeys { name hint permissions createdBy { email } expiresAt }
      membership(id: "${admin.membershipId}") { apiKeyCount } } }`);
    expect(data.projectSpace.membership.apiKeyCount).toBe(2);
    expect(data.projectSpace.apiKeys[0]).toEqual({
      name: 'Sync', hint: expect.stringMatching(/^usher_[\w-]{12}$/), permissions: ['VIEW_ROLES'], expiresAt,
      createdBy: { email: admin.person.email },
    });
    expect(key.secret.startsWith(`${data.projectSpace.apiKeys[1].hint}_`)).toBe(true);
  });
});

describe('API-1: making a key', () => {
  test('with a permission one does not hold is PERMISSION_NOT_AVAILABLE', async () => {
    const { space, create } = await keyed();
    const { client } = await build.member(space, { permissions: [Permission.MANAGE_INTEGRATIONS, Permission.VIEW_ROLES] });
    const { apiKey, userErrors } = await create({ permissions: ['VIEW_ROLES', 'EDIT_ROLES'] }, client);
    expect([apiKey, userErrors]).toEqual([null, [expect.objectContaining({ code: 'PERMISSION_NOT_AVAILABLE', field: ['permissions'] })]]);
    expect((await create({}, client)).userErrors).toEqual([]);
  });

  test.each([
    ['a blank name', { name: '  ' }, ['REQUIRED', ['name']]],
    ['a long name', { name: 'x'.repeat(101) }, ['TOO_LONG', ['name']]],
    ['a moment that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, ['INVALID', ['expiresAt']]],
  ])('with %s is refused at its field', async (_, input, [code, field]) => {
    const { create } = await keyed();
    expect((await create(input)).userErrors).toEqual([expect.objectContaining({ code, field })]);
  });

  test('by a key gives at most what that key holds, and for no longer', async () => {
    const { key, create } = await keyed({ permissions: [Permission.MANAGE_INTEGRATIONS], expiresAt: fromNow(60_000) });
    const refusals = async (input: object) => (await create(input, key)).userErrors.map(({ field }: { field: string[] }) => field[0]);
    expect(await refusals({ permissions: ['VIEW_ROLES'], expiresAt: fromNow(50_000) })).toEqual(['permissions']);
    expect(await refusals({ permissions: [] })).toEqual(['expiresAt']);
    expect(await refusals({ permissions: [], expiresAt: fromNow(70_000) })).toEqual(['expiresAt']);
    expect(await refusals({ permissions: [], expiresAt: fromNow(50_000) })).toEqual([]);
  });
});

describe('API-1: a key made with another', () => {
  async function line() {
    const given = await keyed();
    const { space, key } = given;
    const by = async (maker: KeyClient, name: string) => {
      const { apiKey, secret } = await maker.change(
        'createApiKey', { projectSpaceId: space.id, name, permissions: ['MANAGE_INTEGRATIONS', 'VIEW_AUDIT_LOG'] }, 'apiKey { id } secret');
      return new KeyClient(server, secret, apiKey.id);
    };
    const child = await by(key, 'Child');
    const names = async () => (await given.admin.client.ask(`{ projectSpace(slug: "${space.slug}") { apiKeys { name } } }`))
      .data.projectSpace.apiKeys.map(({ name }: { name: string }) => name).toSorted() as string[];
    return { ...given, by, child, grandchild: await by(child, 'Grandchild'), names };
  }

  test('ends with it, by whatever steps, each with its event (AUD-1)', async () => {
    const { space, admin, key, see, ends, child, grandchild, names, create } = await line();
    await create({ name: 'By hand' });
    expect(await ends()).toBe(key.id);
    for (const ended of [key, child, grandchild]) expect((await see(ended)).status).toBe(401);
    expect(await names()).toEqual(['By hand']);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { auditEvents(first: 3) { nodes { action subjectName } } } }`);
    expect(data.projectSpace.auditEvents.nodes.map(({ action }: { action: string }) => action)).toEqual(Array(3).fill('api-key.revoked'));
    expect(data.projectSpace.auditEvents.nodes.map(({ subjectName }: { subjectName: string }) => subjectName))
      .toEqual(expect.arrayContaining(['Child', 'Grandchild']));
  });

  test('ends neither that nor others made with it', async () => {
    const { key, child, grandchild, by, see, admin } = await line();
    const sibling = await by(key, 'Sibling');
    await admin.client.change('revokeApiKey', { apiKeyId: child.id }, '');
    expect([await see(child), await see(grandchild)].map(({ status }) => status)).toEqual([401, 401]);
    expect([await see(key), await see(sibling)].map(({ faults }) => faults)).toEqual([[], []]);
  });
});

describe('SIG-2: a bearer key', () => {
  test.each(['', 'x', `usher_${'a'.repeat(12)}_${'b'.repeat(43)}`])('that is not valid ("%s") is answered 401, whatever it asks for', async (bearer) => {
    const { data, ...answer } = await new KeyClient(server, bearer, '').ask('{ site { name } }');
    expect(answer).toMatchObject({ status: 401, faults: ['UNAUTHENTICATED'] });
    expect(data).toBeUndefined();
  });

  test('with another key\'s secret is not valid', async () => {
    const { key, see, admin, space } = await keyed();
    const [name, prefix] = [key.secret.slice(0, 5), key.secret.slice(6, 18)];
    const other = await build.apiKey(space, admin);
    const mixed = new KeyClient(server, `${name}_${prefix}_${other.secret.slice(19)}`, '');
    expect((await see(mixed)).status).toBe(401);
  });

  test('counts where a cookie comes along, and leaves the session alone', async () => {
    const { admin, key } = await keyed();
    const authorization = `Bearer ${key.secret}`;
    const { data } = await admin.client.ask('{ viewer { webUser { id } } apiKey { id } }', {}, { authorization });
    expect(data).toEqual({ viewer: null, apiKey: { id: key.id } });
    expect((await admin.client.ask('mutation { signOut { userErrors { code } } }', {}, { authorization })).faults).toEqual(['FORBIDDEN']);
    expect((await admin.client.ask('{ viewer { webUser { id } } }', {}, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await admin.client.ask('{ viewer { webUser { id } } }')).data.viewer.webUser.id).toBe(admin.person.id);
  });

  test('reads the audit log as a file; one that is not valid is 401 there, too', async () => {
    const { space, key } = await keyed();
    const download = async (bearer: string) => (await fetch(
      `${server.url}/api/audit/${space.slug}.csv`, { headers: { authorization: `Bearer ${bearer}` } })).status;
    expect([await download(key.secret), await download('x')]).toEqual([200, 401]);
  });
});

describe('a key acts for its maker', () => {
  test('AUD-1: what it does is its maker\'s deed by way of the API, with the key\'s name', async () => {
    const { space, admin, key } = await keyed();
    const roleId = await build.roleNamed(space, 'Read Only');
    const { invitation } = await key.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId, email: 'by-key@example.org' }, 'invitation { invitedBy { email } }');
    expect(invitation.invitedBy.email).toBe(admin.person.email);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
      auditEvents(first: 1) { nodes { action channel actorEmail apiKeyName } } apiKeys { name } } }`);
    expect(data.projectSpace.auditEvents.nodes).toEqual([{
      action: 'invitation.created', channel: 'API', actorEmail: admin.person.email, apiKeyName: data.projectSpace.apiKeys[0].name,
    }]);
  });

  test('MEM-3: the key of a removed member loses the project space at once, and works again with undo', async () => {
    const { space, admin, see } = await keyed();
    const maker = await build.member(space);
    const key = await build.apiKey(space, maker);
    const { membershipId } = maker;
    await admin.client.change('removeMembership', { membershipId }, '');
    expect((await see(key)).data).toEqual({ projectSpace: null });
    await admin.client.change('undoRemoveMembership', { membershipId }, '');
    expect((await see(key)).data.projectSpace.viewerPermissions).toHaveLength(Object.values(Permission).length);
  });

  test('ROL-5: its maker is its self', async () => {
    const { admin, key } = await keyed();
    expect(await key.codes('setMembershipActive', { membershipId: admin.membershipId, active: false })).toEqual(['CANNOT_CHANGE_SELF']);
  });

  test('ROL-4: it never assigns, changes or removes Admin, even if its maker is one', async () => {
    const { space, key } = await keyed();
    const other = await build.member(space);
    const { membershipId } = other;
    const roleId = space.adminRoleId;
    expect(await key.codes('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'boss@example.org' })).toEqual(['ROLE_NOT_AVAILABLE']);
    expect(await key.codes('removeMembership', { membershipId })).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await key.codes('updateMembership', { membershipId, locationIds: [] })).toEqual(['CANNOT_CHANGE_MEMBER']);
  });

  test('ROL-7: it sees what its maker sees, and finds only keys of people there', async () => {
    const { space, admin } = await keyed();
    const here = await build.location(space);
    const roleId = await build.role(space, Object.values(Permission), { ownLocationsOnly: true });
    const maker = await build.member(space, { roleId, locationIds: [here] });
    const limited = await build.apiKey(space, maker);
    const { data } = await limited.ask(`{ projectSpace(slug: "${space.slug}") {
      memberships { nodes { webUser { email } } } apiKeys { id } } }`);
    expect(data.projectSpace.memberships.nodes).toEqual([{ webUser: { email: maker.person.email } }]);
    expect(data.projectSpace.apiKeys).toEqual([{ id: limited.id }]);
    const { apiKey } = await admin.client.change('createApiKey', { projectSpaceId: space.id, name: 'A', permissions: [] }, 'apiKey { id }');
    expect(await limited.codes('revokeApiKey', { apiKeyId: apiKey.id })).toEqual(['NOT_FOUND']);
  });

  test('SIG-5: it does not count as a visit of its maker', async () => {
    const { space, admin } = await keyed();
    const maker = await build.member(space, { permissions: [Permission.MANAGE_INTEGRATIONS] });
    const key = await build.apiKey(space, maker);
    await server.usher.database.query('UPDATE memberships SET last_access_date = NULL WHERE id = $1', [maker.membershipId]);
    await key.ask(`{ projectSpace(slug: "${space.slug}") { name } }`);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { membership(id: "${maker.membershipId}") { lastAccessDate } } }`);
    expect(data.projectSpace.membership.lastAccessDate).toBeNull();
  });
});
