import { setTimeout as sleep } from 'node:timers/promises';
import { setUpTwoFactor } from '../../test/authenticator';
import { builder } from '../../test/build';
import { startUsher } from '../../test/usher';

test('TFA-3: bulk work that was begun before its project space closed comes to nothing', async () => {
  const server = await startUsher();
  const { database } = server.usher;
  const build = builder(server);
  const space = await build.space();
  const [admin, lacking] = [await build.member(space), await build.member(space)];
  await setUpTwoFactor(server, admin.client);
  const bulkUploadId = await build.bulkUpload(space, lacking);
  await database.query(
    'UPDATE bulk_upload_rows SET cells = $2 WHERE upload_id = $1 AND number = 2', [bulkUploadId, { username: 'a@example.org', role: 'Read Only' }]);
  await lacking.client.change('applyBulkUpload', { bulkUploadId }, '');
  const { bulkDownload } = await lacking.client.change('createBulkDownload', { projectSpaceId: space.id }, 'bulkDownload { id }');
  await admin.client.change('updateProjectSpace', { projectSpaceId: space.id, requiresTwoFactor: true }, '');
  await server.usher.work();

  const states = async () => await database.query(
    `SELECT (SELECT status FROM bulk_uploads WHERE id = $1) AS upload, (SELECT status FROM bulk_downloads WHERE id = $2) AS download`,
    [bulkUploadId, bulkDownload.id]);
  for (let [now] = await states(); now.upload === 'APPLYING' || now.download === 'WORKING'; [now] = await states()) await sleep(50);
  expect(await states()).toEqual([{ upload: 'FAILED', download: 'FAILED' }]);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { invitations { totalCount } } }`);
  expect(data.projectSpace.invitations.totalCount).toBe(0);
  await server.stop();
});
