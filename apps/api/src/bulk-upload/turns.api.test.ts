import { builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { until } from '../../test/until';
import { TurnsOfUploads20261126000000 } from '../../migrations/20261126000000-turns-of-uploads';
import { ROWS_AT_ONCE } from './bulk-queues';

let server: TestUsher;
beforeAll(async () => { server = await startUsher({ working: true }); });
afterAll(async () => await server.stop());

const emailOf = (index: number) => `turn-${index}@example.org`;
/** So many wait for a lock of this kind, in statements of this kind. */
const waiting = async (kinds: string[], statement = '') => Number((await server.usher.database.query(
  `SELECT count(*) FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = ANY($1) AND query LIKE '%' || $2 || '%'`,
  [kinds, statement]))[0].count);

test('UPL-9, UPL-10: cancelled between batches, rows that had their turn say so, and the result names those that were not applied', async () => {
  const build = builder(server);
  const space = await build.space();
  const { client } = await build.member(space);
  const { uploadUrl, bulkUpload: { id } } = await client.change(
    'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, 'uploadUrl bulkUpload { id }');
  const lines = Array.from({ length: 2 * ROWS_AT_ONCE + 100 }, (_, index) => `${emailOf(index)},Read Only`);
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: client.ownHeaders(), body: ['username,role', ...lines].join('\n') });
  const look = async (fields: string) => (await client.ask(`{ bulkUpload(id: "${id}") { status appliedRows ${fields} } }`)).data.bulkUpload;
  await until(() => look(''), ({ status }) => status === 'READY');
  expect((await look('rows(first: 1) { nodes { action applied } }')).rows.nodes).toEqual([{ action: 'INVITE', applied: false }]);

  const holding = server.usher.database.createQueryRunner();
  await holding.startTransaction();
  // The second batch waits for this address, and who cancels waits for the batch.
  await holding.query(`SELECT pg_advisory_xact_lock(hashtextextended('address:' || $1, 0))`, [emailOf(ROWS_AT_ONCE + 1)]);
  await client.change('applyBulkUpload', { bulkUploadId: id }, '');
  await until(() => look(''), ({ appliedRows }) => appliedRows === ROWS_AT_ONCE);
  await until(async () => await waiting(['advisory']), (count) => count === 1);
  const cancelling = client.codes('cancelBulkUpload', { bulkUploadId: id });
  await until(async () => await waiting(['transactionid', 'tuple'], '"BulkUpload"'), (count) => count === 1);
  await holding.commitTransaction();
  await holding.release();
  expect(await cancelling).toEqual([]);

  const applied = 2 * ROWS_AT_ONCE;
  const end = await look('resultUrl summary { rows invited } first: rows(first: 1) { nodes { applied } }');
  expect(end).toMatchObject({ status: 'CANCELLED', appliedRows: applied, summary: { rows: applied, invited: applied }, first: { nodes: [{ applied: true }] } });
  const result = (await (await fetch(`${server.url}${end.resultUrl}`, { headers: client.ownHeaders() })).text()).split(/\r?\n/);
  expect(result.filter((line) => line.includes(',invited,')).length).toBe(applied);
  expect(result.filter((line) => line.includes(',not applied,')).map((line) => line.split(',')[0])).toEqual(
    Array.from({ length: 100 }, (_, index) => emailOf(applied + index)));
});

test('UPL-9: which rows had their turn stays known, there and back, when the database is brought up to date', async () => {
  const build = builder(server);
  const space = await build.space();
  const id = await build.bulkUpload(space, await build.member(space));
  const runner = server.usher.database.createQueryRunner();
  const [there, back] = ['up', 'down'] as const;
  const step = async (way: 'up' | 'down') => await new TurnsOfUploads20261126000000()[way](runner);
  const rows = async () => await runner.query(
    'SELECT number, is_applied, is_finished FROM bulk_upload_rows WHERE upload_id = $1 ORDER BY number', [id]);
  try {
    await step(back);
    await runner.query('UPDATE bulk_upload_rows SET is_applied = true, is_finished = true WHERE upload_id = $1 AND action IS NOT NULL', [id]);
    await runner.query(`UPDATE bulk_uploads SET status = 'DONE', applying_since = now() WHERE id = $1`, [id]);
    const marked = await rows();
    expect(marked).toEqual([{ number: 2, is_applied: true, is_finished: true }, { number: 3, is_applied: false, is_finished: false }]);
    await step(there);
    expect(await runner.query('SELECT finished_through FROM bulk_uploads WHERE id = $1', [id])).toEqual([{ finished_through: 2 }]);
    await step(back);
    expect(await rows()).toEqual(marked);
  } finally {
    await step(there);
    await runner.release();
  }
});
