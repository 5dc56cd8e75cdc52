import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Builder, builder } from '../test/build';
import { startUsher, type TestUsher } from '../test/usher';
import { download, upload } from './cli-bulk';

let server: TestUsher;
let build: Builder;
let printed: string;
const folder = mkdtempSync(join(tmpdir(), 'usher-sheets-'));
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

function file(...lines: string[]): string {
  const path = join(folder, 'people.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

const LOG = `auditEvents(filter: { channels: [BULK_UPLOAD] }) { nodes { action bulkUploadId actor { id } actorEmail subjectEmail } }
  bulkUploads { nodes { id status createdBy { id } appliedRows } }
  invitations { nodes { email invitedBy { id } } } memberships { nodes { role { name } } }`;

test('UPL-3: the command line says what a sheet would do and changes nothing, and with --apply does it as the operator', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const leaver = await build.member(space, { role: 'Read Only' });
  const path = file('username,role,remove', 'new@example.org,read only,', `${leaver.person.email},,true`, `${admin.person.email},Read Only,`, 'other@example.org,Boss,');
  const look = async () => (await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { ${LOG} } }`)).data.projectSpace;

  await upload(server.usher, [path, '--project', space.slug]);
  expect(printed).toContain('4 rows: 1 to invite, 1 member to remove, 2 with a problem.');
  expect(printed).toContain('row 5 other@example.org: role: ');
  expect(printed).toContain('Nothing has changed.');
  expect(await look()).toMatchObject({ auditEvents: { nodes: [] }, bulkUploads: { nodes: [{ status: 'CANCELLED', createdBy: null }] } });

  await upload(server.usher, [path, '--project', space.slug, '--apply']);
  expect(printed).toContain('Applied: 2 rows have changed something.');
  const { auditEvents, bulkUploads, invitations, memberships } = await look();
  const [{ id: bulkUploadId }] = bulkUploads.nodes;
  expect(bulkUploads.nodes[0]).toMatchObject({ status: 'DONE', appliedRows: 2 });
  expect(auditEvents.nodes).toHaveLength(2);
  for (const event of auditEvents.nodes) expect(event).toMatchObject({ bulkUploadId, actor: null, actorEmail: null });
  expect(invitations.nodes).toEqual([{ email: 'new@example.org', invitedBy: null }]);
  expect(memberships.nodes).toEqual([{ role: { name: 'Admin' } }]);
  const mails = await server.usher.database.query('SELECT kind FROM mails WHERE recipient = $1', ['new@example.org']);
  expect(mails).toEqual([{ kind: 'invitation' }]);
});

test('MEM-2: not all admins go in one upload, even of the operator, who is none of them', async () => {
  const space = await build.space();
  const [first, second] = [await build.member(space), await build.member(space)];
  await upload(server.usher, [file('username,role', `${first.person.email},Read Only`, `${second.person.email},Read Only`), '--project', space.slug, '--apply']);
  expect(printed).toContain('2 rows: 1 member to change, 1 with a problem.');
  expect(printed).toContain(`row 3 ${second.person.email}: `);
});

test('a file that cannot be used is refused at the command line with every cause, and an unknown project space too', async () => {
  const space = await build.space();
  await expect(upload(server.usher, [file('user,shoe', 'a,b'), '--project', space.slug])).rejects.toThrow('Missing columns: “username”, “role”.');
  await expect(upload(server.usher, [file('username,role', 'a@example.org,Admin'), '--project', 'nowhere'])).rejects.toThrow('There is no project space "nowhere".');
  await expect(upload(server.usher, [join(folder, 'absent.csv'), '--project', space.slug])).rejects.toThrow(`There is no file ${join(folder, 'absent.csv')}.`);
  await expect(upload(server.usher, [folder, '--project', space.slug])).rejects.toThrow(`${folder} is a folder, not a file.`);
});

test('a file that is there already is not written over: somebody may have edited it', async () => {
  const space = await build.space();
  const path = file('edited');
  await expect(download(server.usher, [path, '--project', space.slug])).rejects.toThrow('is there already');
  expect(readFileSync(path, 'utf8')).toBe('edited');
});

test('DWN-3: the command line writes everybody into a file, which uploads again without a change (DWN-5)', async () => {
  const space = await build.space({ usesLocations: true });
  const locationId = await build.location(space, 'dakar');
  await build.member(space, { role: 'Read Only', locationIds: [locationId] });
  const path = join(folder, 'user.csv');
  await download(server.usher, [path, '--project', space.slug]);
  expect(printed).toContain(`1 user of ${space.slug}.`);
  expect(readFileSync(path, 'utf8').split('\r\n')[0]).toContain('username,first_name,last_name');
  await upload(server.usher, [path, '--project', space.slug]);
  expect(printed).toContain('1 row: 1 unchanged.');
});

test('FILE is one of the folder that npm was run in, and is told in full', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const before = process.env.INIT_CWD;
  process.env.INIT_CWD = folder;
  try {
    await download(server.usher, ['here.csv', '--project', space.slug]);
    expect(printed).toContain(`${join(folder, 'here.csv')}: 1 user`);
    expect(readFileSync(join(folder, 'here.csv'), 'utf8')).toContain(admin.person.email);
    await upload(server.usher, ['here.csv', '--project', space.slug]);
    expect(printed).toContain('1 row: 1 unchanged.');
    await expect(download(server.usher, ['nowhere/here.csv', '--project', space.slug])).rejects.toThrow(`There is no folder ${join(folder, 'nowhere')}.`);
  } finally {
    if (before === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = before;
  }
});
