import { builder } from '../test/build';
import { mailTo } from '../test/inbox';
import { startUsher, type TestUsher } from '../test/usher';

let server: TestUsher;
beforeEach(async () => {
  server = await startUsher();
});
afterEach(async () => await server.stop());

const rows = async (sql: string) => await server.usher.database.query(sql);
const cleanUp = async () => await server.usher.services.periodic.runDue();

test('sessions and links of forgotten passwords go once they have lapsed, and not before', async () => {
  const { person } = await builder(server).member(await builder(server).space());
  await builder(server).anonymous().change('requestPasswordReset', { email: person.email }, '');
  const left = async () => [(await rows('SELECT 1 FROM sessions')).length, (await rows('SELECT 1 FROM password_resets')).length];
  await cleanUp();
  expect(await left()).toEqual([1, 1]);
  server.clock.forward({ days: 2 });
  await cleanUp();
  expect(await left()).toEqual([1, 0]);
  server.clock.forward({ days: 30 });
  await cleanUp();
  expect(await left()).toEqual([0, 0]);
});

test('MEM-5: past its 7 days a removal keeps an ID and dates', async () => {
  const build = builder(server);
  const space = await build.space();
  const admin = await build.member(space);
  const { membershipId } = await build.member(space, { role: 'Read Only' });
  await admin.client.change('removeMembership', { membershipId }, '');
  server.clock.forward({ days: 6 });
  await cleanUp();
  expect(await rows('SELECT 1 FROM former_members WHERE role_id IS NOT NULL')).toHaveLength(1);
  server.clock.forward({ days: 2 });
  await cleanUp();
  expect(await rows('SELECT role_id, last_access_date FROM former_members')).toEqual([{ role_id: null, last_access_date: null }]);
});

test('UPL-9: what nobody applied goes after 7 days, and its history stays; a file goes once it is read', async () => {
  const build = builder(server);
  const space = await build.space();
  const admin = await build.member(space);
  const id = await build.bulkUpload(space, admin);
  await rows(`INSERT INTO bulk_upload_files SELECT project_space_id, id, 'x' FROM bulk_uploads`);
  const left = async () => [
    (await rows('SELECT 1 FROM bulk_upload_rows')).length, (await rows('SELECT 1 FROM bulk_upload_files')).length,
    ...(await rows('SELECT status FROM bulk_uploads')).map(({ status }: { status: string }) => status)];
  await cleanUp();
  expect(await left()).toEqual([2, 0, 'READY']);
  server.clock.forward({ days: 8 });
  await cleanUp();
  expect(await left()).toEqual([0, 0, 'CANCELLED']);
  const client = await build.signedIn(admin.person.id);
  const { data } = await client.ask(`{ bulkUpload(id: "${id}") { fileName createdBy { id } summary { rows } rows { totalCount } } }`);
  expect(data.bulkUpload).toEqual({ fileName: 'people.csv', createdBy: { id: admin.person.id }, summary: { rows: 0 }, rows: { totalCount: 0 } });
});

test('an upload whose file never comes is put away after a day; rows of what was applied stay', async () => {
  const build = builder(server);
  const space = await build.space();
  const admin = await build.member(space);
  const applied = await build.bulkUpload(space, admin);
  await rows(`UPDATE bulk_uploads SET status = 'CANCELLED', applying_since = now() WHERE id = '${applied}'`);
  await admin.client.change('createBulkUpload', { projectSpaceId: space.id, fileName: 'late.csv' }, '');
  server.clock.forward({ days: 30 });
  await cleanUp();
  expect(await rows('SELECT 1 FROM bulk_upload_rows')).toHaveLength(2);
  expect(await rows(`SELECT file_name, status FROM bulk_uploads WHERE file_name = 'late.csv'`)).toEqual([{ file_name: 'late.csv', status: 'CANCELLED' }]);
});

test('mail of the local mailbox goes after 60 days', async () => {
  await server.usher.work();
  const { email } = await builder(server).person();
  await builder(server).anonymous().change('requestPasswordReset', { email }, '');
  await mailTo(server, email);
  server.clock.forward({ days: 59 });
  await cleanUp();
  expect(await rows('SELECT 1 FROM mailbox_messages')).toHaveLength(1);
  server.clock.forward({ days: 2 });
  await cleanUp();
  expect(await rows('SELECT 1 FROM mailbox_messages')).toHaveLength(0);
});
