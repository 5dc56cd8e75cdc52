import { Permission } from '../access/permission';
import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import type { Client } from '../../test/client';
import { countStatements } from '../../test/statements';
import type { Stream } from '../../test/stream';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let other: TestUsher;
let build: Builder;
let space: TestSpace;
let admin: TestMember;
const opened: Stream[] = [];

beforeAll(async () => {
  server = await startUsher();
  other = await startUsher({ beside: server });
  build = builder(server);
});
beforeEach(async () => {
  space = await build.space({ usesLocations: true });
  admin = await build.member(space);
});
afterEach(() => opened.splice(0).forEach((stream) => stream.close()));
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const INVITATIONS = 'subscription ($id: ID!) { invitationsChanged(projectSpaceId: $id) { invitationIds hasMore } }';
const UPLOAD = 'subscription ($id: ID!) { bulkUploadChanged(bulkUploadId: $id) { bulkUploadId status progress { done total } } }';

async function follow(client: Client, document = INVITATIONS, id = space.id): Promise<Stream> {
  const stream = await client.follow(document, { id });
  opened.push(stream);
  return stream;
}

/** One that has begun, which is told first of all. */
async function following(client: Client): Promise<Stream> {
  const stream = await follow(client);
  expect((await stream.next())?.data.invitationsChanged).toEqual({ invitationIds: [], hasMore: false });
  return stream;
}

const look = async () => await server.usher.services.changeFeed.look();

/** What is told next, without waiting for the second in which the server looks by itself. */
async function next(stream: Stream) {
  await look();
  return await stream.next();
}

const named = async (stream: Stream): Promise<string[] | undefined> => (await next(stream))?.data.invitationsChanged.invitationIds;

async function invite(client = admin.client, given: object = {}): Promise<string> {
  const roleId = await build.roleNamed(space, 'Read Only');
  const email = `${Math.random().toString(36).slice(2)}@example.org`;
  return (await client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email, ...given }, 'invitation { id }')).invitation.id;
}


test('INV-12: whoever follows invitations learns of each change, made at whichever server, and of none elsewhere', async () => {
  const stream = await following(admin.client);
  const elsewhere = await build.space();
  await (await build.member(elsewhere)).client.change('inviteWebUsers', {
    projectSpaceId: elsewhere.id, roleId: await build.roleNamed(elsewhere, 'Admin'), emails: ['a@example.org'],
  }, '');
  const id = await invite(admin.client.at(other));
  expect((await stream.next())?.data.invitationsChanged.invitationIds).toEqual([id]);
  await admin.client.change('removeInvitation', { invitationId: id }, '');
  expect(await named(stream)).toEqual([id]);
});

test('what is committed late, after what began later, is told as well, and nothing twice', async () => {
  const [early, late] = [await invite(), await invite()];
  const stream = await following(admin.client);
  const touch = `UPDATE invitations SET delivery_status = 'SENT' WHERE id = $1`;
  const runner = server.usher.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(touch, [early]);
  await server.usher.database.query(touch, [late]);
  await look();
  expect(await named(stream)).toEqual([late]);
  await look();
  await runner.commitTransaction();
  await runner.release();
  await look();
  expect(await named(stream)).toEqual([early]);
});

test('SUP-2: an address that is blocked or unblocked is told where it is invited', async () => {
  const id = await invite(admin.client, { email: 'blocked@example.org' });
  await server.usher.database.query(`INSERT INTO mail_addresses (address) VALUES ('blocked@example.org')`);
  const stream = await following(admin.client);
  await server.usher.database.query(`UPDATE mail_addresses SET blocked_at = now()`);
  expect(await named(stream)).toEqual([id]);
});

describe('ROL-6: a stream ends at the first change after its reader', () => {
  type Losing = (reader: TestMember, client: Client) => Promise<unknown>;
  const ways: Record<string, Losing> = {
    'was removed': async ({ membershipId }) => await admin.client.change('removeMembership', { membershipId }, ''),
    'was deactivated': async ({ membershipId }) => await admin.client.change('setMembershipActive', { membershipId, active: false }, ''),
    'lost the right': async ({ membershipId }) => await admin.client.change(
      'updateMembership', { membershipId, roleId: await build.role(space, [Permission.VIEW_APPS]) }, ''),
    'lacks the two-factor that is required now (TFA-3)': async () => {
      await setUpTwoFactor(server, admin.client);
      await admin.client.change('updateProjectSpace', { projectSpaceId: space.id, requiresTwoFactor: true }, '');
    },
    'signed out': async (_reader, client) => await client.ask('mutation { signOut { userErrors { code } } }'),
  };
  test.each(Object.entries(ways))('%s', async (_how, lose) => {
    const reader = await build.member(space, { permissions: [Permission.VIEW_WEB_USERS] });
    const client = await build.signedIn(reader.person.id);
    const stream = await following(client);
    await lose(reader, client);
    await invite();
    expect(await next(stream)).toBeNull();
  });

  test.each(['was revoked', 'expired'])('an API key that %s (API-1)', async (how) => {
    const expiresAt = how === 'expired' ? new Date(server.clock.now().getTime() + 60_000) : null;
    const key = await build.apiKey(space, admin, { expiresAt });
    const stream = await following(key);
    await invite();
    expect(await named(stream)).toHaveLength(1);
    if (expiresAt) server.clock.forward({ seconds: 61 });
    else await admin.client.change('revokeApiKey', { apiKeyId: key.id }, '');
    await invite();
    expect(await next(stream)).toBeNull();
  });
});

test('ROL-7: one limited to an area learns nothing of invitations outside of it', async () => {
  const [inside, outside] = [await build.location(space), await build.location(space)];
  const roleId = await build.role(space, Object.values(Permission), { ownLocationsOnly: true });
  const limited = await build.member(space, { roleId, locationIds: [inside] });
  const stream = await following(limited.client);
  await invite();
  await invite(admin.client, { locationIds: [outside] });
  await look();
  const seen = await invite(admin.client, { locationIds: [outside, inside] });
  expect(await named(stream)).toEqual([seen]);
});

test('UPL-9: how far an upload is, is told to who may see it', async () => {
  const id = await build.bulkUpload(space, admin);
  const stream = await follow((await build.member(space)).client, UPLOAD, id);
  const told = { bulkUploadId: id, progress: { done: 2, total: 2 } };
  expect((await stream.next())?.data.bulkUploadChanged).toEqual({ ...told, status: 'READY' });
  await build.bulkUpload(space, admin);
  await admin.client.change('cancelBulkUpload', { bulkUploadId: id }, '');
  expect((await next(stream))?.data.bulkUploadChanged).toEqual({ ...told, status: 'CANCELLED' });
});

test('DWN-2: how far a download is, is told to its maker', async () => {
  const { bulkDownload } = await admin.client.change('createBulkDownload', { projectSpaceId: space.id }, 'bulkDownload { id }');
  const document = 'subscription ($id: ID!) { bulkDownloadChanged(bulkDownloadId: $id) { status progress { done } } }';
  const stream = await follow(admin.client, document, bulkDownload.id);
  expect((await stream.next())?.data.bulkDownloadChanged).toEqual({ status: 'WORKING', progress: { done: 0 } });
  await server.usher.database.query(`UPDATE bulk_downloads SET done = 1 WHERE id = $1`, [bulkDownload.id]);
  expect((await next(stream))?.data.bulkDownloadChanged).toEqual({ status: 'WORKING', progress: { done: 1 } });
});

test('any number of streams in which nothing happens cost the same one statement', async () => {
  const idle = async () => await countStatements(async () => { await look(); });
  await following(admin.client);
  expect(await idle()).toHaveLength(1);
  for (let more = 0; more < 5; more += 1) await following(await build.signedIn((await build.member(space)).person.id));
  expect(await idle()).toHaveLength(1);
});

test('a person has at most ten streams at once at one server', async () => {
  for (let count = 0; count < 10; count += 1) await following(admin.client);
  const refused = await (await follow(admin.client)).answer();
  expect([refused.faults, refused.errors[0]?.extensions]).toEqual([['RATE_LIMITED'], { code: 'RATE_LIMITED', retryAfter: 30 }]);
  await following((await build.member(space)).client);
});

test('a stream that was refused, or whose reader has left, holds no place', async () => {
  const before = server.usher.services.openStreams.size;
  const client = (await build.member(await build.space())).client;
  for (let count = 0; count < 12; count += 1) expect((await (await follow(client)).answer()).faults).toEqual(['FORBIDDEN']);
  expect(server.usher.services.openStreams.size).toBe(before);
});

test('SIG-2: a stream refreshes no session in passing, for its answer sets no cookies', async () => {
  const client = await build.signedIn(admin.person.id);
  server.clock.forward({ seconds: 16 * 60 });
  expect((await (await follow(client)).answer()).faults).toEqual(['UNAUTHENTICATED']);
  expect((await client.ask('{ viewer { webUser { id } } }')).data.viewer.webUser.id).toBe(admin.person.id);
  await following(client);
});

describe('ACC-3: what is not a fair subscription is refused', () => {
  const typename = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: invitationIds`).join(' ');
  const documents: [string, string, string][] = [
    ['a query', 'query ($id: ID!) { bulkUpload(id: $id) { status } }', 'BAD_USER_INPUT'],
    ['one that cannot be read', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['one of unknown fields', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two at once', `subscription ($id: ID!) { a: bulkUploadChanged(bulkUploadId: $id) { status } b: bulkUploadChanged(bulkUploadId: $id) { status } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['one of too many aliases', `subscription ($id: ID!) { invitationsChanged(projectSpaceId: $id) { ${typename(31)} } }`, 'DOCUMENT_TOO_COMPLEX'],
    ['one of too many tokens', `subscription { ${'a '.repeat(2_001)} }`, 'DOCUMENT_TOO_COMPLEX'],
  ];
  test.each(documents)('%s', async (_what, document, code) => {
    expect((await (await follow(admin.client, document)).answer()).faults).toContain(code);
  });

  test('a variable that is missing', async () => {
    const stream = await admin.client.follow(INVITATIONS, {});
    opened.push(stream);
    expect((await stream.answer()).faults).toEqual(['BAD_USER_INPUT']);
  });

  test('at /graphql, whose answers end', async () => {
    const { faults, errors } = await admin.client.ask(INVITATIONS, { id: space.id });
    expect([faults, errors[0]?.message]).toEqual([['BAD_USER_INPUT'], expect.stringContaining('/graphql/stream')]);
  });

  test('one that asks for an answer that ends', async () => {
    const { response } = await admin.client.follow(INVITATIONS, { id: space.id }, { accept: 'application/json' });
    expect(response.status).toBe(406);
  });

  test('by a foreign site (ACC-4)', async () => {
    const { response } = await admin.client.follow(INVITATIONS, { id: space.id }, { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(403);
  });

  test('by an unknown key (SIG-2)', async () => {
    const stream = await build.anonymous().follow(INVITATIONS, { id: space.id }, { authorization: 'Bearer unknown' });
    expect([stream.response.status, (await stream.answer()).faults]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  test('by who has spent what may be asked in a minute', async () => {
    const poor = await startUsher({ beside: server, config: { costPerMinute: 1 } });
    const client = admin.client.at(poor);
    await (await client.follow(INVITATIONS, { id: space.id })).answer();
    expect((await (await client.follow(INVITATIONS, { id: space.id })).answer()).faults).toEqual(['RATE_LIMITED']);
    await poor.stop();
  });
});

test('a server that stops ends its streams, and waits for none', async () => {
  const stopping = await startUsher({ beside: server });
  const stream = await following(admin.client.at(stopping));
  await stopping.stop();
  expect(await stream.next()).toBeNull();
});
