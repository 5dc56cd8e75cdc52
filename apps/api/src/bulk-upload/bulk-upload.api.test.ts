import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import type { Client } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const SHOWN = `id status problems { code message } progress { done total } appliedRows viewerCanApply viewerCanCancel resultUrl
  summary { rows invited invitationsChanged membershipsChanged membershipsRemoved invitationsRemoved invitationsRenewed unchanged problems }`;
const ROWS = `rows(first: 200) { totalCount nodes { number username action applied problems { code column } notes changes { field from to } } }`;
const OVER = new Set(['READY', 'DONE', 'REFUSED', 'CANCELLED', 'FAILED']);

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const sheet = (name: string) => readFileSync(join(__dirname, '../../../../packages/web-user-sheet/fixtures', name));

async function look(client: Client, id: string, fields = SHOWN) {
  return (await client.ask(`{ bulkUpload(id: "${id}") { ${fields} } }`)).data.bulkUpload;
}

/** Waits until it stands still. */
async function settled(client: Client, id: string) {
  for (const deadline = Date.now() + 20_000; ;) {
    const found = await look(client, id);
    if (OVER.has(found.status)) return found;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(found)}`);
    await sleep(50);
  }
}

const put = async (client: Client, url: string, body: Buffer) =>
  await fetch(`${server.url}${url}`, { method: 'PUT', body, headers: client.ownHeaders() });

async function upload(client: Client, space: TestSpace, file: Buffer, options: object = {}) {
  const { bulkUpload, uploadUrl } = await client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv', ...options }, 'bulkUpload { id status } uploadUrl');
  const response = await put(client, uploadUrl, file);
  if (!response.ok) throw new Error(`PUT answered ${response.status}: ${await response.text()}`);
  return await settled(client, bulkUpload.id);
}

async function apply(client: Client, id: string, options: object = {}) {
  await client.change('applyBulkUpload', { bulkUploadId: id, ...options }, '');
  for (const deadline = Date.now() + 20_000; ;) {
    const found = await settled(client, id);
    if (found.status !== 'READY' || Date.now() > deadline) return found;
  }
}

const rowsOf = async (client: Client, id: string) => (await look(client, id, ROWS)).rows.nodes;
const outcomes = (rows: { number: number; action: string | null; problems: { code: string }[] }[]) =>
  Object.fromEntries(rows.map(({ number, action, problems }) => [number, action ?? problems.map(({ code }) => code).join()]));

async function demo(): Promise<{ space: TestSpace; admin: TestMember }> {
  const space = await build.space({ usesLocations: true });
  for (const code of ['dakar', 'thies', 'accra', '101']) await build.location(space, code);
  return { space, admin: await build.member(space) };
}

const PEOPLE = {
  2: 'INVITE', 3: 'INVITE', 4: 'INVITE', 5: 'INVITE', 6: 'INVITE', 7: 'NOT_FOUND', 8: 'ROLE_MISSING', 9: 'USERNAME_INVALID',
  10: 'USERNAME_REPEATED', 11: 'USERNAME_REPEATED',
};

test.each(['people.csv', 'people-libreoffice.xlsx'])('UPL-3, UPL-7: %s says row by row what would happen, and nothing is changed', async (name) => {
  const { space, admin } = await demo();
  const checked = await upload(admin.client, space, sheet(name));
  expect(checked).toMatchObject({ status: 'READY', viewerCanApply: true, resultUrl: null, summary: { rows: 10, invited: 5, problems: 5 } });
  const rows = await rowsOf(admin.client, checked.id);
  expect(outcomes(rows)).toEqual(PEOPLE);
  expect(rows.filter(({ notes }: { notes: string[] }) => notes.length > 0).map(({ number }: { number: number }) => number)).toEqual([2, 3, 4, 5, 6]);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { invitations { totalCount } } }`);
  expect(data.projectSpace.invitations.totalCount).toBe(0);
});

test('UPL-1, UPL-6: people-openpyxl.xlsx is read from its second sheet, with native dates, booleans and numbers', async () => {
  const { space, admin } = await demo();
  const { id } = await upload(admin.client, space, sheet('people-openpyxl.xlsx'));
  expect(outcomes(await rowsOf(admin.client, id))).toEqual({ 2: 'INVITE', 3: 'INVITE', 4: 'NOT_FOUND', 6: 'INVITE' });
});

test('UPL-3: applied, rows without a problem invite and are mailed, those with one are skipped', async () => {
  const { space, admin } = await demo();
  const { id } = await upload(admin.client, space, sheet('people.csv'));
  const done = await apply(admin.client, id);
  expect(done).toMatchObject({ status: 'DONE', appliedRows: 5, progress: { done: 5, total: 5 }, summary: { invited: 5, problems: 5 } });
  const [mail] = await mailTo(server, 'jose.nunez@clinic.example');
  expect(mail?.subject).toContain(space.name);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { invitations { nodes { email role { name } invitedBy { id } } } auditEvents(filter: { channels: [BULK_UPLOAD] }) { nodes { action bulkUploadId actor { id } } } } }`);
  expect(data.projectSpace.invitations.nodes).toContainEqual({ email: 'jose.nunez@clinic.example', role: { name: 'Field Implementer' }, invitedBy: { id: admin.person.id } });
  expect(data.projectSpace.auditEvents.nodes).toEqual(Array.from({ length: 5 }, () => ({ action: 'invitation.created', bulkUploadId: id, actor: { id: admin.person.id } })));
});

test('UPL-4: a second upload of the same file does nothing, sends no mail and moves no clock', async () => {
  const { space, admin } = await demo();
  const file = csv('username,role,location_code 1', 'again@example.org,Read Only,dakar');
  await apply(admin.client, (await upload(admin.client, space, file)).id);
  const before = await server.usher.database.query('SELECT * FROM invitations WHERE project_space_id = $1', [space.id]);
  server.clock.forward({ hours: 1 });
  const second = await apply(admin.client, (await upload(admin.client, space, file)).id);
  expect(second).toMatchObject({ status: 'DONE', appliedRows: 0, summary: { rows: 1, unchanged: 1 } });
  expect(await server.usher.database.query('SELECT * FROM invitations WHERE project_space_id = $1', [space.id])).toMatchObject(
    before.map(({ expires_at, sending }: { expires_at: Date; sending: number }) => ({ expires_at, sending })));
  expect(await mailTo(server, 'again@example.org')).toHaveLength(1);
});

test('UPL-3, UPL-4, UPL-6: members are changed and removed, invitations changed without a mail and removed', async () => {
  const { space, admin } = await demo();
  const [changed, removed] = [await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'Read Only' })];
  const roleId = await build.roleNamed(space, 'Read Only');
  for (const email of ['changed-invite@example.org', 'removed-invite@example.org']) {
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email }, '');
  }
  const { id } = await upload(admin.client, space, csv(
    'username,role,remove,location_code', `${changed.person.email},app editor,,thies`, `${removed.person.email},,TRUE,`,
    'changed-invite@example.org,Billing Admin,no,', 'removed-invite@example.org,,1,'));
  const done = await apply(admin.client, id);
  expect(done.summary).toMatchObject({ membershipsChanged: 1, membershipsRemoved: 1, invitationsChanged: 1, invitationsRemoved: 1 });
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
    memberships(filter: { search: "${changed.person.email}" }) { nodes { role { name } locations { code } } }
    formerMembers { nodes { webUserId } } invitations { nodes { email role { name } } } } }`);
  expect(data.projectSpace).toEqual({
    memberships: { nodes: [{ role: { name: 'App Editor' }, locations: [{ code: 'thies' }] }] },
    formerMembers: { nodes: [{ webUserId: removed.person.id }] },
    invitations: { nodes: [{ email: 'changed-invite@example.org', role: { name: 'Billing Admin' } }] },
  });
  expect(await mailTo(server, 'changed-invite@example.org')).toHaveLength(1);
});

test('UPL-4: expired invitations of unchanged rows are renewed only if that is asked for, with the same link', async () => {
  const { space, admin } = await demo();
  const file = csv('username,role', 'lapsed@example.org,Read Only');
  await apply(admin.client, (await upload(admin.client, space, file)).id);
  server.clock.forward({ days: 31 });
  const admins = await build.signedIn(admin.person.id);
  const unasked = await upload(admins, space, file);
  expect(unasked.summary).toMatchObject({ invitationsRenewed: 1, unchanged: 0 });
  expect(await apply(admins, unasked.id)).toMatchObject({ appliedRows: 0, summary: { invitationsRenewed: 0, unchanged: 1 } });
  const asked = await apply(admins, (await upload(admins, space, file)).id, { renewExpired: true });
  expect(asked).toMatchObject({ appliedRows: 1, summary: { invitationsRenewed: 1 } });
  const [invitation] = await server.usher.database.query(
    'SELECT sending, expires_at FROM invitations WHERE project_space_id = $1', [space.id]);
  expect(invitation.sending).toBe(1);
  expect(invitation.expires_at.getTime()).toBeGreaterThan(server.clock.now().getTime());
});

test('UPL-9: a row is judged again when it is applied; uploads wait for each other; an uploader who lost the right stops there', async () => {
  const { space, admin } = await demo();
  const editor = await build.member(space, { permissions: ['EDIT_WEB_USERS', 'VIEW_WEB_USERS'] as never });
  const roleId = await build.role(space, [], { name: 'Helper' });
  const { id } = await upload(editor.client, space, csv('username,role', 'late@example.org,Helper'));
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'late@example.org' }, '');
  expect((await apply(editor.client, id)).summary).toMatchObject({ invited: 0, unchanged: 1 });

  const blocker = await upload(admin.client, space, csv('username,role', 'blocker@example.org,Helper'));
  const set = async (status: string) => await server.usher.database.query(
    `UPDATE bulk_uploads SET status = $2, applying_since = '2026-01-01' WHERE id = $1`, [blocker.id, status]);
  const other = await upload(editor.client, space, csv('username,role', 'never@example.org,Helper'));
  await set('APPLYING');
  await editor.client.change('applyBulkUpload', { bulkUploadId: other.id }, '');
  await sleep(1_500);
  expect(await look(admin.client, other.id)).toMatchObject({ status: 'APPLYING', appliedRows: 0 });
  await admin.client.change('setMembershipActive', { membershipId: editor.membershipId, active: false }, '');
  await set('CANCELLED');
  const stopped = await settled(admin.client, other.id);
  expect(stopped).toMatchObject({ status: 'FAILED', appliedRows: 0 });
  expect(stopped.problems[0].message).toContain('may not edit web users');
});

test('UPL-9: only its maker applies; others see it and may cancel; who is limited to an area sees only their own', async () => {
  const { space, admin } = await demo();
  const insideId = await build.location(space);
  const other = await build.member(space);
  const roleId = await build.role(space, ['EDIT_WEB_USERS', 'VIEW_WEB_USERS'] as never, { ownLocationsOnly: true });
  const limited = await build.member(space, { roleId, locationIds: [insideId] });
  const { id } = await upload(admin.client, space, csv('username,role', 'someone@example.org,Read Only'));
  expect(await look(other.client, id)).toMatchObject({ viewerCanApply: false, viewerCanCancel: true, summary: { invited: 1 } });
  expect((await other.client.mutate('applyBulkUpload', { bulkUploadId: id })).faults).toEqual(['FORBIDDEN']);
  expect(await look(limited.client, id)).toBeNull();
  expect(await other.client.codes('cancelBulkUpload', { bulkUploadId: id })).toEqual([]);
  expect(await look(admin.client, id)).toMatchObject({ status: 'CANCELLED', appliedRows: 0, viewerCanApply: false });
  expect(await admin.client.codes('applyBulkUpload', { bulkUploadId: id })).toEqual(['NOT_READY']);
});

test('UPL-9: a checked upload that nobody applies lapses after 7 days', async () => {
  const { space, admin } = await demo();
  const { id } = await upload(admin.client, space, csv('username,role', 'idle@example.org,Read Only'));
  server.clock.forward({ days: 7 });
  const admins = await build.signedIn(admin.person.id);
  expect(await look(admins, id)).toMatchObject({ status: 'CANCELLED', viewerCanApply: false, viewerCanCancel: false });
  expect(await admins.codes('applyBulkUpload', { bulkUploadId: id })).toEqual(['NOT_READY']);
});

test('UPL-8: domain names the project space of a row, whose roles and permissions count; others see only rows of theirs', async () => {
  const { space, admin } = await demo();
  const second = await build.space();
  const foreign = await build.space();
  await build.member(second, { person: admin.person });
  const admins = await build.signedIn(admin.person.id);
  const colleague = await build.member(space);
  const { id, summary } = await upload(admins, space, csv(
    'username,role,domain', 'here@example.org,Read Only,', `there@example.org,Read Only,${second.slug.toUpperCase()}`,
    `here@example.org,Read Only,${second.slug}`, `x@example.org,Read Only,${foreign.slug}`, 'y@example.org,Read Only,unknown'));
  expect(summary).toMatchObject({ rows: 5, invited: 3, problems: 2 });
  expect((await look(colleague.client, id, ROWS)).rows.nodes.map(({ number }: { number: number }) => number)).toEqual([2]);
  expect((await apply(admins, id)).appliedRows).toBe(3);
  const { data } = await admins.ask(`{ projectSpace(slug: "${second.slug}") { invitations { totalCount } } }`);
  expect(data.projectSpace.invitations.totalCount).toBe(2);
});

test('ADR-2: both addresses of an account are one person', async () => {
  const { space, admin } = await demo();
  const person = await build.person();
  await server.usher.database.query('INSERT INTO claimed_addresses VALUES ($1, $2)', ['second-address@example.org', person.id]);
  const { id } = await upload(admin.client, space, csv('username,role', `${person.email},Read Only`, 'second-address@example.org,Read Only'));
  expect(outcomes(await rowsOf(admin.client, id))).toEqual({ 2: 'USERNAME_REPEATED', 3: 'USERNAME_REPEATED' });
});

test('UPL-2: a file is refused as a whole with all causes; UPL-3: in one go it is applied when checked', async () => {
  const { space, admin } = await demo();
  const refused = await upload(admin.client, space, csv('user,role,Role ', 'a@example.org,x,y'));
  expect(refused).toMatchObject({ status: 'REFUSED', problems: [{ code: 'INVALID_COLUMNS' }] });
  const empty = await upload(admin.client, space, Buffer.from('not a sheet at all'), { applyWhenChecked: true });
  expect(empty.status).toBe('REFUSED');
  const done = await upload(admin.client, space, csv('username,role', 'at-once@example.org,Read Only', 'bad,Read Only'), { applyWhenChecked: true });
  expect(done).toMatchObject({ status: 'DONE', appliedRows: 1, summary: { invited: 1, problems: 1 } });
});

test('UPL-10, UPL-2: the result is the file with result and problem, for its maker alone, and can be uploaded again', async () => {
  const { space, admin } = await demo();
  const other = await build.member(space);
  const done = await apply(admin.client, (await upload(admin.client, space, csv('username,role', 'res@example.org,Read Only', 'bad,Boss'))).id);
  const fetched = async (client: Client) => await fetch(`${server.url}${done.resultUrl}`, { headers: client.ownHeaders() });
  expect((await fetched(other.client)).status).toBe(404);
  expect((await fetched(build.anonymous())).status).toBe(401);
  const file = Buffer.from(await (await fetched(admin.client)).arrayBuffer());
  expect(file.toString()).toContain('res@example.org,Read Only,invited,');
  expect(file.toString()).toContain('bad,Boss,skipped,This is not an email address.');
  expect((await upload(admin.client, space, file)).summary).toMatchObject({ unchanged: 1, problems: 1 });
});

test('UPL-1, ACC-4: the file is taken once, from its maker alone, and not above 20 MiB', async () => {
  const { space, admin } = await demo();
  const other = await build.member(space);
  const create = async () => await admin.client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'bulkUpload { id } uploadUrl');
  const { uploadUrl, bulkUpload } = await create();
  const file = csv('username,role', 'once@example.org,Read Only');
  expect([(await put(build.anonymous(), uploadUrl, file)).status, (await put(other.client, uploadUrl, file)).status]).toEqual([401, 404]);
  const twice = await Promise.all([put(admin.client, uploadUrl, file), put(admin.client, uploadUrl, file)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([204, 409]);
  expect((await settled(admin.client, bulkUpload.id)).summary.rows).toBe(1);
  const large = await create();
  const answer = await put(admin.client, large.uploadUrl, Buffer.alloc(21 * 1024 * 1024, 'a')).catch(() => null);
  expect([413, undefined]).toContain(answer?.status);
  expect(await look(admin.client, large.bulkUpload.id)).toMatchObject({ status: 'REFUSED', problems: [{ code: 'TOO_LARGE' }] });
});

test('UPL-3: rows are paged and filtered on the server; a foreign cursor is refused', async () => {
  const { space, admin } = await demo();
  const lines = Array.from({ length: 120 }, (_, index) => `row-${index}@example.org,${index % 3 === 0 ? 'Boss' : 'Read Only'}`);
  const { id } = await upload(admin.client, space, csv('username,role', ...lines));
  const page = async (given: string) => await admin.client.ask(`{ bulkUpload(id: "${id}") { rows(${given}) { totalCount pageInfo { hasNextPage endCursor } nodes { number } } } }`);
  const first = (await page('first: 50, withProblems: false')).data.bulkUpload.rows;
  expect(first).toMatchObject({ totalCount: 80, pageInfo: { hasNextPage: true } });
  const next = (await page(`first: 50, withProblems: false, after: "${first.pageInfo.endCursor}"`)).data.bulkUpload.rows;
  expect([next.nodes.length, next.pageInfo.hasNextPage]).toEqual([30, false]);
  expect(next.nodes[0].number).toBeGreaterThan(first.nodes.at(-1).number);
  expect((await page('actions: [INVITE]')).data.bulkUpload.rows.totalCount).toBe(80);
  const other = await upload(admin.client, space, csv('username,role', 'z@example.org,Read Only'));
  const { faults } = await admin.client.ask(`{ bulkUpload(id: "${other.id}") { rows(after: "${first.pageInfo.endCursor}") { totalCount } } }`);
  expect(faults).toEqual(['BAD_USER_INPUT']);
});
