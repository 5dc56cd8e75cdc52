import { type Builder, builder, type TestMember } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { until } from '../../test/until';
import { CHECK_QUEUE, MOST_FAILURES } from './bulk-queues';

const ROWS = 1_400;
/** Of the second step that a file is read in. */
const LATER_ROW = 700;
const LOCK = 4_712;
let server: TestUsher;
let build: Builder;
beforeEach(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterEach(async () => await server.stop());

/** Has something done in the database before a later row is written. */
const beforeLaterRow = async (statement: string) => await server.usher.database.query(
  `CREATE FUNCTION before_later_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$;
   CREATE TRIGGER before_later_row BEFORE INSERT ON bulk_upload_rows FOR EACH ROW WHEN (NEW.number = ${LATER_ROW})
     EXECUTE FUNCTION before_later_row()`);

async function sent({ client }: TestMember, projectSpaceId: string): Promise<string> {
  const { uploadUrl, bulkUpload: { id } } = await client.change(
    'createBulkUpload', { projectSpaceId, fileName: 'people.csv' }, 'uploadUrl bulkUpload { id }');
  const lines = Array.from({ length: ROWS }, (_, index) => `checked-${index}@example.org,Read Only`);
  await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', headers: client.ownHeaders(), body: ['username,role', ...lines].join('\n') });
  return id;
}

const upload = async (id: string) => (await server.usher.database.query<{ status: string; failures: number; done: number }[]>(
  'SELECT status, failures, progress_done AS done FROM bulk_uploads WHERE id = $1', [id]))[0];

test('UPL-9: a check that fails at a later step again and again ends as failed; what was judged before is kept, once', async () => {
  await beforeLaterRow(`RAISE EXCEPTION 'not this one'`);
  const space = await build.space();
  const id = await sent(await build.member(space), space.id);
  await until(() => upload(id), (found) => found?.failures === 2);
  expect(await upload(id)).toMatchObject({ status: 'CHECKING', done: 500 });
  await server.usher.database.query('UPDATE bulk_uploads SET failures = $2 WHERE id = $1', [id, MOST_FAILURES - 2]);
  await until(() => upload(id), (found) => found?.status === 'FAILED');
  expect(await server.usher.database.query('SELECT count(*)::int AS count FROM bulk_upload_rows WHERE upload_id = $1', [id])).toEqual([{ count: 500 }]);
});

test('UPL-9: cancelled while it is checked, it stops at the step that is at work', async () => {
  await beforeLaterRow(`PERFORM pg_advisory_xact_lock(${LOCK})`);
  const space = await build.space();
  const maker = await build.member(space);
  const holding = server.usher.database.createQueryRunner();
  await holding.startTransaction();
  await holding.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  const id = await sent(maker, space.id);
  await until(async () => await server.usher.database.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`, [LOCK]), (waiting) => waiting.length === 1);
  expect(await maker.client.codes('cancelBulkUpload', { bulkUploadId: id })).toEqual([]);
  await holding.commitTransaction();
  await holding.release();
  await until(async () => await server.usher.database.query(
    `SELECT 1 FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active')`, [CHECK_QUEUE]), (jobs) => jobs.length === 0);
  expect(await upload(id)).toMatchObject({ status: 'CANCELLED', done: 500 });
  const [{ last }] = await server.usher.database.query('SELECT max(number) AS last FROM bulk_upload_rows WHERE upload_id = $1', [id]);
  expect(last).toBeLessThanOrEqual(1_001);
});
