import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { median, post } from '../load.mjs';
import { PAGE } from './members.mjs';

const require = createRequire(import.meta.url);
const { readSheet } = require('@usher/web-user-sheet/read-sheet');
const { writeSheet } = require('@usher/web-user-sheet/write-sheet');
/** Its own zip libraries, so that both sides zip the same way. */
const ofSheets = createRequire(require.resolve('@usher/web-user-sheet/read-sheet'));
const { fromBufferPromise } = ofSheets('yauzl');
const { ZipFile } = ofSheets('yazl');

const ROWS = 100_000;
const CHANGED = 10_000;
const SMALL_ROWS = 1_000;
const SMALL_ROUNDS = 5;
const DOWNLOADS = 5;
const COLUMNS = ['username', 'first_name', 'last_name', 'role', 'remove', 'location_code 1'];
/** Twenty pages a second, as somebody would who is idle. */
const PAUSE_MS = 50;
const IDLE_PAGES = 200;
/** Seldom enough that looking costs little beside what is looked at. */
const LOOK_MS = { small: 20, large: 250 };

const timed = async (work) => {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
};
const p95 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

async function parse(file) {
  const content = await readSheet(file);
  let count = 0;
  for await (const step of content.rows) count += step.length;
  return count;
}

/** The member pages of somebody who looks on. */
class Onlooker {
  times = [];
  #isOn = true;
  #done;

  constructor(usher, agent, cookie) {
    const look = async () => {
      while (this.#isOn) {
        this.times.push((await timed(() => post(usher.address, agent, cookie, { query: PAGE, variables: { slug: 'large' } }))).ms);
        await sleep(PAUSE_MS);
      }
    };
    this.#done = look();
  }

  async end() {
    this.#isOn = false;
    await this.#done;
    return p95(this.times);
  }
}

class Desk {
  constructor({ usher, client, agent, cookie, space }) {
    Object.assign(this, { usher, client, agent, cookie, space });
  }

  async ask(query, variables = {}) {
    const { data, errors } = JSON.parse(await post(this.usher.address, this.agent, this.cookie, { query, variables }));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async sent(file) {
    const input = { projectSpaceId: this.space, fileName: 'people.xlsx' };
    const { createBulkUpload: { bulkUpload, uploadUrl } } = await this.ask(
      'mutation ($input: CreateBulkUploadInput!) { createBulkUpload(input: $input) { bulkUpload { id } uploadUrl } }', { input });
    const response = await fetch(`${this.usher.address}${uploadUrl}`, { method: 'PUT', headers: { cookie: this.cookie }, body: file });
    if (!response.ok) throw new Error(`PUT answered ${response.status}`);
    return bulkUpload.id;
  }

  async until(id, status, pause) {
    for (;;) {
      const { bulkUpload } = await this.ask('query ($id: ID!) { bulkUpload(id: $id) { status problems { message } } }', { id });
      if (bulkUpload.status === status) return bulkUpload;
      if (['REFUSED', 'FAILED', 'CANCELLED'].includes(bulkUpload.status)) throw new Error(JSON.stringify(bulkUpload));
      await sleep(pause);
    }
  }

  async check(file, pause) {
    const id = await this.sent(file);
    await this.until(id, 'READY', pause);
    return id;
  }

  async apply(id) {
    await this.ask('mutation ($input: ApplyBulkUploadInput!) { applyBulkUpload(input: $input) { userErrors { message } } }', { input: { bulkUploadId: id } });
    await this.until(id, 'DONE', LOOK_MS.large);
  }

  async download(format) {
    const input = { projectSpaceId: this.space, statuses: ['ACTIVE'], format };
    const { createBulkDownload: { bulkDownload } } = await this.ask(
      'mutation ($input: CreateBulkDownloadInput!) { createBulkDownload(input: $input) { bulkDownload { id } } }', { input });
    await this.#isOver(bulkDownload.id);
    return async () => {
      const { bulkDownload: found } = await this.ask('query ($id: ID!) { bulkDownload(id: $id) { status rowCount downloadUrl } }', { id: bulkDownload.id });
      if (found.status !== 'READY') throw new Error(JSON.stringify(found));
      return found;
    };
  }

  /** Seen in the database: to ask the API this often is a fifth of the server's work meanwhile, which no user causes. */
  async #isOver(id) {
    for (;;) {
      const { rows: [{ status }] } = await this.client.query('SELECT status FROM bulk_downloads WHERE id = $1', [id]);
      if (status !== 'WORKING') return;
      await sleep(10);
    }
  }
}

/** Where PostgreSQL itself may write. */
async function placeFor(client, name) {
  const { rows: [{ data_directory: folder }] } = await client.query('SHOW data_directory');
  return join(folder, name);
}

/** What was written, copied once more into tables with the same indexes, and nothing else. */
async function copied(client, upload) {
  const { rows: [{ space, at }] } = await client.query(
    'SELECT project_space_id AS space, created_at::text AS at FROM bulk_uploads WHERE id = $1', [upload]);
  const invited = `SELECT id FROM invitations WHERE project_space_id = '${space}' AND invited_at >= '${at}'`;
  const changed = `SELECT m.id FROM memberships m JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
    WHERE m.project_space_id = '${space}' AND r.name = 'Reader'`;
  const written = {
    bulk_upload_rows: `upload_id = '${upload}'`,
    invitations: `project_space_id = '${space}' AND invited_at >= '${at}'`,
    invitation_links: `project_space_id = '${space}' AND invitation_id IN (${invited})`,
    invitation_locations: `project_space_id = '${space}' AND invitation_id IN (${invited})`,
    sending_counts: `at >= '${at}'`,
    mails: `params->>'projectSpaceId' = '${space}' AND queued_at >= '${at}'`,
    audit_events: `bulk_upload_id = '${upload}'`,
    memberships: `project_space_id = '${space}' AND id IN (${changed})`,
    membership_locations: `project_space_id = '${space}' AND membership_id IN (${changed})`,
    'pgboss.job': `name = 'mail' AND created_on >= '${at}'`,
  };
  let total = 0;
  for (const [table, where] of Object.entries(written)) {
    const file = await placeFor(client, `copy-of-${table}`);
    const twin = `twin_of_${table.replace('.', '_')}`;
    const { rows: [{ columns }] } = await client.query(
      `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
       WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`);
    await client.query(`CREATE TABLE ${twin} (LIKE ${table} INCLUDING ALL)`);
    const { rowCount } = await client.query(`COPY (SELECT ${columns} FROM ${table} WHERE ${where}) TO '${file}'`);
    const { ms } = await timed(() => client.query(`COPY ${twin} (${columns}) FROM '${file}'`));
    process.stdout.write(`  COPY of ${rowCount} ${table}: ${seconds(ms)}\n`);
    await client.query(`DROP TABLE ${twin}`);
    total += ms;
  }
  return total;
}

function sheetOf(count, changed, name) {
  return Array.from({ length: count }, (_, index) => ({
    username: index < changed ? `large-${index + 1}@example.org` : `${name}-${index}@example.org`, first_name: '', last_name: '',
    role: 'Reader', remove: '', 'location_code 1': `place-${1 + (index % 99)}-of-region-1`,
  }));
}

async function uploads({ usher, desk, client, agent, cookie, row }) {
  const file = await buffer(writeSheet('xlsx', COLUMNS, [sheetOf(ROWS, CHANGED, 'bulk')]));
  const idle = new Onlooker(usher, agent, cookie);
  while (idle.times.length < IDLE_PAGES) await sleep(PAUSE_MS);
  const idleTime = await idle.end();
  usher.forgetMemory();
  const busy = new Onlooker(usher, agent, cookie);
  const checking = await timed(() => desk.check(file, LOOK_MS.large));
  const applying = await timed(() => desk.apply(checking.result));
  const busyTime = await busy.end();
  const memory = usher.memory();
  const parsing = await timed(() => parse(file));
  const copying = await copied(client, checking.result);
  const ours = checking.ms + applying.ms;
  const limit = parsing.ms + copying;
  row('check and apply of 100,000 rows, against parsing and COPY', (ours / limit).toFixed(2), '≤ 3', ours / limit <= 3,
    `${seconds(checking.ms)} + ${seconds(applying.ms)} against ${seconds(parsing.ms)} + ${seconds(copying)}`);
  row('its memory (VmHWM)', `${memory.toFixed(0)} MB`, '≤ 600 MB', memory <= 600);
  row('page of members meanwhile, p95, against idle', (busyTime / idleTime).toFixed(2), '≤ 2', busyTime / idleTime <= 2,
    `${busyTime.toFixed(1)} ms against ${idleTime.toFixed(1)} ms, ${busy.times.length} pages`);
}

async function smallChecks({ desk, row }) {
  const file = await buffer(writeSheet('xlsx', COLUMNS, [sheetOf(SMALL_ROWS, 0, 'small')]));
  const checks = [];
  const parses = [];
  for (let round = 0; round < SMALL_ROUNDS; round += 1) {
    parses.push((await timed(() => parse(file))).ms);
    checks.push((await timed(() => desk.check(file, LOOK_MS.small))).ms);
  }
  const [check, parsing] = [median(checks), median(parses)];
  const reach = 3 * parsing + 300;
  row('check of 1,000 rows', `${check.toFixed(0)} ms`, `≤ ${reach.toFixed(0)} ms`, check <= reach, `3 × ${parsing.toFixed(0)} ms of parsing + 300 ms`);
}

const CSV = (space) => `COPY (
  SELECT u.username, u.first_name, u.last_name, m.last_access_date, u.last_login, u.email, r.name, 'Active User', '',
    (SELECT l.code FROM membership_locations t JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
     WHERE t.project_space_id = m.project_space_id AND t.membership_id = m.id ORDER BY t.position LIMIT 1)
  FROM memberships m JOIN web_users u ON u.id = m.web_user_id JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
  WHERE m.project_space_id = '${space}' ORDER BY m.email_key) TO`;

async function unzipped(file) {
  const zip = await fromBufferPromise(file, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === 'xl/worksheets/sheet1.xml') return await buffer(await zip.openReadStreamPromise(entry));
  }
  throw new Error('There is no sheet.');
}

async function zipped(xml) {
  const zip = new ZipFile();
  zip.addBuffer(xml, 'sheet1.xml');
  zip.end();
  return await buffer(zip.outputStream);
}

async function downloads({ usher, desk, client, cookie, space, row }) {
  const fileAt = async ({ downloadUrl }) => Buffer.from(await (await fetch(`${usher.address}${downloadUrl}`, { headers: { cookie } })).arrayBuffer());
  const place = await placeFor(client, 'users.csv');
  const limitOf = {
    CSV: async (file) => (await timed(async () => {
      await client.query(`${CSV(space)} '${place}' CSV HEADER`);
      deflateRawSync(file);
    })).ms,
    XLSX: async (file) => {
      const xml = await unzipped(file);
      return (await timed(() => zipped(xml))).ms;
    },
  };
  for (const [format, limit] of Object.entries(limitOf)) {
    const before = usher.forgetMemory();
    const rounds = [];
    for (let round = 0; round < DOWNLOADS; round += 1) {
      const { result: found, ms } = await timed(() => desk.download(format));
      const result = await found();
      rounds.push({ result, ms, growth: usher.memory() - before, limit: await limit(await fileAt(result)) });
    }
    const [{ result: { rowCount }, growth }] = rounds;
    const [ms, limitMs] = [median(rounds.map((one) => one.ms)), median(rounds.map((one) => one.limit))];
    const ratio = ms / limitMs;
    row(`download of ${rowCount.toLocaleString('en')} rows as .${format.toLowerCase()}, against ${format === 'XLSX' ? 'zipping its XML' : 'COPY and deflate'}`,
      ratio.toFixed(2), '≤ 3', ratio <= 3, `${seconds(ms)} against ${seconds(limitMs)}`);
    row('its growth of memory', `${growth.toFixed(0)} MB`, '≤ 250 MB', growth <= 250);
  }
}

export async function measure({ launch, client, cookie, agent, row }) {
  const usher = await launch(join(import.meta.dirname, '../bulk-server.mjs'), 4713);
  const { rows: [{ id: space }] } = await client.query(`SELECT id FROM project_spaces WHERE slug = 'large'`);
  await client.query(`INSERT INTO roles (project_space_id, name, permissions) VALUES ($1, 'Reader', ARRAY['VIEW_WEB_USERS'])`, [space]);
  await client.query(`INSERT INTO claimed_addresses (address, web_user_id) SELECT email, id FROM web_users WHERE email LIKE 'large-%' ON CONFLICT DO NOTHING`);
  await client.query('ANALYZE claimed_addresses');
  const desk = new Desk({ usher, client, agent, cookie, space });
  await smallChecks({ desk, row });
  await downloads({ usher, desk, client, cookie, space, row });
  await uploads({ usher, desk, client, agent, cookie, row });
}
