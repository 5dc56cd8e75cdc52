import { setTimeout as sleep } from 'node:timers/promises';
import { Permission } from '../access/permission';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import type { Client, KeyClient } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const SHEET = 'username,role\nbulk-ana@example.org,Read Only\nbulk-ben@example.org,Admin\n';

const headersOf = (client: Client): Record<string, string> => ('secret' in client
  ? { authorization: `Bearer ${String(client.secret)}` }
  : client.ownHeaders());
const request = async (client: Client, path: string, init: RequestInit = {}) =>
  await fetch(`${server.url}${path}`, { ...init, headers: headersOf(client) });
const put = async (client: Client, path: string) => (await request(client, path, { method: 'PUT', body: SHEET })).status;
const get = async (client: Client, path: string) => (await request(client, path)).status;

async function until<Found>(look: () => Promise<Found>, isThere: (found: Found) => boolean): Promise<Found> {
  for (const deadline = Date.now() + 20_000; ;) {
    const found = await look();
    if (isThere(found)) return found;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(found)}`);
    await sleep(50);
  }
}

const look = async (client: Client, id: string) =>
  (await client.ask(`{ bulkUpload(id: "${id}") { status summary { invited problems } appliedRows viewerCanApply resultUrl } }`)).data.bulkUpload;
const reaches = async (client: Client, id: string, status: string) => await until(async () => await look(client, id), (found) => found.status === status);

async function announced(client: Client, space: TestSpace, options: object = {}): Promise<{ id: string; url: string }> {
  const { bulkUpload, uploadUrl } = await client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv', ...options }, 'bulkUpload { id } uploadUrl');
  return { id: bulkUpload.id, url: uploadUrl };
}

async function downloaded(client: Client, space: TestSpace): Promise<string> {
  const { bulkDownload: { id } } = await client.change('createBulkDownload', { projectSpaceId: space.id, format: 'CSV' }, 'bulkDownload { id }');
  const ready = await until(
    async () => (await client.ask(`{ bulkDownload(id: "${id}") { status downloadUrl } }`)).data.bulkDownload, ({ status }) => status === 'READY');
  return ready.downloadUrl;
}

/** Keys that stand for the one of `maker` and must not get what is its own. */
async function otherKeys(space: TestSpace, admin: TestMember) {
  const elsewhere = await build.space();
  const demoted = await build.member(space);
  const ofDemoted = await build.apiKey(space, demoted);
  const roleId = await build.roleNamed(space, 'Read Only');
  await admin.client.change('updateMembership', { membershipId: demoted.membershipId, roleId }, '');
  const revoked = await build.apiKey(space, admin);
  await admin.client.change('revokeApiKey', { apiKeyId: revoked.id }, '');
  const expired = await build.apiKey(space, admin, { expiresAt: new Date(server.clock.now().getTime() + 1000) });
  server.clock.forward({ seconds: 2 });
  return {
    ofAnotherSpace: await build.apiKey(elsewhere, await build.member(elsewhere)), ofDemoted, revoked, expired,
    ofSamePerson: await build.apiKey(space, admin), withoutRight: await build.apiKey(space, admin, { permissions: [Permission.VIEW_APPS] }),
  };
}

const eachOf = async <Found>(keys: Record<string, KeyClient>, tryIt: (key: KeyClient) => Promise<Found>) => Object.fromEntries(
  await Promise.all(Object.entries(keys).map(async ([kind, key]) => [kind, await tryIt(key)] as const)));

test('API-1, UPL-9: a program uploads by its key, from the file to the result, with no more than the key may', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const { id, url } = await announced(key, space);
  expect(await put(key, url)).toBe(204);
  // A key hands out no Admin, even if its maker is one (ROL-4).
  expect(await reaches(key, id, 'READY')).toMatchObject({ summary: { invited: 1, problems: 1 }, viewerCanApply: true });
  await key.change('applyBulkUpload', { bulkUploadId: id }, '');
  const { appliedRows, resultUrl } = await reaches(key, id, 'DONE');
  expect(appliedRows).toBe(1);
  const result = await (await request(key, resultUrl)).text();
  expect(result).toContain('bulk-ana@example.org,Read Only,invited');
  expect(result).toContain('bulk-ben@example.org,Admin,skipped');
  expect((await mailTo(server, 'bulk-ana@example.org')).length).toBe(1);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
    auditEvents(filter: { actions: ["invitation.created"] }) { nodes { channel actorEmail apiKeyName bulkUploadId } } apiKeys { name } } }`);
  expect(data.projectSpace.auditEvents.nodes).toEqual([{
    channel: 'BULK_UPLOAD', actorEmail: admin.person.email, apiKeyName: data.projectSpace.apiKeys[0].name, bulkUploadId: id,
  }]);
});

test('API-1, UPL-9: an upload is its own key\'s: no other key puts its file, applies it, or gets its result', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const { id, url } = await announced(key, space);
  const others = await otherKeys(space, admin);
  const refused = { ofAnotherSpace: 404, ofDemoted: 404, revoked: 401, expired: 401, withoutRight: 404 };
  expect(await eachOf(others, async (other) => await put(other, url))).toEqual({ ...refused, ofSamePerson: 404 });
  expect(await put(key, url)).toBe(204);
  await reaches(key, id, 'READY');
  expect(await eachOf(others, async (other) => (await other.mutate('applyBulkUpload', { bulkUploadId: id })).faults[0]
    ?? (await other.codes('applyBulkUpload', { bulkUploadId: id }))[0])).toEqual({
    ofAnotherSpace: 'NOT_FOUND', ofDemoted: 'FORBIDDEN', revoked: 'UNAUTHENTICATED', expired: 'UNAUTHENTICATED',
    withoutRight: 'FORBIDDEN', ofSamePerson: 'FORBIDDEN',
  });
  await key.change('applyBulkUpload', { bulkUploadId: id }, '');
  const { resultUrl } = await reaches(key, id, 'DONE');
  expect(await eachOf(others, async (other) => await get(other, resultUrl))).toEqual({ ...refused, ofSamePerson: 404 });
  expect(await get(key, resultUrl)).toBe(200);
});

test('API-1: a key puts no file into what its maker announced to be applied at once with all that they may', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const { id, url } = await announced(admin.client, space, { applyWhenChecked: true });
  expect(await put(await build.apiKey(space, admin), url)).toBe(404);
  expect((await look(admin.client, id)).status).toBe('AWAITING_FILE');
});

test('UPL-9: the person in whose name a key uploaded may look at it and apply it', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const { id, url } = await announced(key, space);
  await put(key, url);
  expect((await reaches(admin.client, id, 'READY')).viewerCanApply).toBe(true);
  await admin.client.change('applyBulkUpload', { bulkUploadId: id }, '');
  const { resultUrl } = await reaches(admin.client, id, 'DONE');
  expect(await get(admin.client, resultUrl)).toBe(200);
});

test('ROL-7: the key of somebody limited to an area lists only what it uploaded itself', async () => {
  const space = await build.space({ usesLocations: true });
  const roleId = await build.role(space, Object.values(Permission), { ownLocationsOnly: true });
  const maker = await build.member(space, { roleId, locationIds: [await build.location(space)] });
  const key = await build.apiKey(space, maker);
  await announced(maker.client, space);
  const { id } = await announced(key, space);
  const { data } = await key.ask(`{ projectSpace(slug: "${space.slug}") { bulkUploads { totalCount nodes { id } } } }`);
  expect(data.projectSpace.bulkUploads).toEqual({ totalCount: 1, nodes: [{ id }] });
});

test('API-1, DWN-2: a program downloads by its key, and no other key, nor a person, gets its file', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const url = await downloaded(key, space);
  const answer = await request(key, url);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="user.csv"']);
  expect(await answer.text()).toContain(admin.person.email);
  const others = await otherKeys(space, admin);
  expect(await eachOf(others, async (other) => await get(other, url))).toEqual({
    ofAnotherSpace: 404, ofDemoted: 404, revoked: 401, expired: 401, withoutRight: 404, ofSamePerson: 404,
  });
  expect(await get(admin.client, url)).toBe(404);
});

test('ROL-6: a key loses its file together with the right', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const maker = await build.member(space);
  const key = await build.apiKey(space, maker);
  const url = await downloaded(key, space);
  const roleId = await build.role(space, [Permission.VIEW_APPS]);
  await admin.client.change('updateMembership', { membershipId: maker.membershipId, roleId }, '');
  expect(await get(key, url)).toBe(403);
  await admin.client.change('removeMembership', { membershipId: maker.membershipId }, '');
  expect(await get(key, url)).toBe(404);
});
