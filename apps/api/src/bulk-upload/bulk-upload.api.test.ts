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

const cookiesOf = (client: Client) => [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const put = async (client: Client, url: string, body: Buffer) =>
  await fetch(`${server.url}${url}`, { method: 'PUT', body, headers: { cookie: cookiesOf(client) } });

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
