import { setTimeout as sleep } from 'node:timers/promises';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

const ROUNDS = process.env.SOAK ? 20 : 1;
const ROWS = 5_000;
const PATIENCE_MS = 120_000;

let first: TestUsher;
let second: TestUsher;
let build: Builder;
beforeAll(async () => {
  first = await startUsher({ working: true });
  second = await startUsher({ beside: first, working: true });
  build = builder(first);
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

/** Breaks off whatever statement is at work, and with it the transaction around it. */
const breakOff = async () => await first.usher.database.query(
  `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
   WHERE datname = current_database() AND application_name = 'usher' AND pid <> pg_backend_pid() AND state = 'active'`);

const rowsOf = (round: number) => Array.from({ length: ROWS }, (_, index) => `r${round}-${index}@example.org,Read Only`);

test(`UPL-9: broken off at any statement, on two servers, every row is applied exactly once with one mail and one audit event, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const space = await build.space();
    const admin = await build.member(space);
    const { uploadUrl, bulkUpload } = await admin.client.change(
      'createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv', applyWhenChecked: true }, 'uploadUrl bulkUpload { id }');
    await fetch(`${first.url}${uploadUrl}`, { method: 'PUT', headers: admin.client.ownHeaders(), body: ['username,role', ...rowsOf(round)].join('\n') });
    const state = async () => (await first.usher.database.query('SELECT status, applied_rows FROM bulk_uploads WHERE id = $1', [bulkUpload.id]))[0];
    for (let cut = 0, deadline = Date.now() + PATIENCE_MS; (await state()).status !== 'DONE'; cut += 1) {
      if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(await state())}`);
      await sleep(90 + ((round * 37 + cut * 61) % 400));
      if (cut < 6) await breakOff();
    }
    const [counts] = await first.usher.database.query(
      `SELECT (SELECT count(*)::int FROM invitations WHERE project_space_id = $1) AS invitations,
         (SELECT count(DISTINCT params->>'invitationId')::int FROM mails WHERE params->>'projectSpaceId' = $1::text) AS mailed,
         (SELECT count(*)::int FROM mails WHERE params->>'projectSpaceId' = $1::text) AS mails,
         (SELECT count(*)::int FROM audit_events WHERE project_space_id = $1 AND bulk_upload_id = $2) AS events,
         (SELECT count(*)::int FROM bulk_upload_rows r JOIN bulk_uploads b ON b.id = r.upload_id
          WHERE b.id = $2 AND r.action = 'INVITE' AND r.number <= b.finished_through) AS rows`,
      [space.id, bulkUpload.id]);
    expect(counts).toEqual({ invitations: ROWS, mailed: ROWS, mails: ROWS, events: ROWS, rows: ROWS });
    expect((await state()).applied_rows).toBe(ROWS);
  }
}, 600_000);
