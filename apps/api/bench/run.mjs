// Measures Usher beside the same work done by hand, in one run. QUICK=1 is a look, not a measurement; names of stages choose among them.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Agent } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { QUICK } from './measure.mjs';
import { seed, sizes } from './seed.mjs';

const require = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../dist/src');
const { startEmbeddedPostgres } = require(join(dist, 'platform/database/embedded/embedded-postgres.js'));
const { removeEmbeddedData } = require(join(dist, 'platform/database/embedded/data-place.js'));
const { createUsher } = require(join(dist, 'usher.js'));
const { loadConfig } = require(join(dist, 'platform/config.js'));

const PASSWORD = 'a lagoon at first light';
const SECRETS = { JWT_SECRET: 'a secret for the bench, long enough for it', ENCRYPTION_KEY: 'a key for the bench that is long enough for it too' };

/** Each is a file below `stages`; they share servers and data, so that they stay comparable. */
const STAGES = ['members', 'area', 'audit', 'invitation', 'keys', 'sign-in', 'mail-queue', 'mail', 'webhook-events', 'bulk'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STAGES.includes(name));
if (unknown.length > 0) throw new Error(`There is no stage ${unknown.join(', ')}: ${STAGES.join(', ')}`);
const chosen = STAGES.filter((name) => asked.length === 0 || asked.includes(name));

const folder = mkdtempSync(join(tmpdir(), 'usher-bench-'));
const children = [];

const [UNLIMITED, UNLIMITED_MAIL] = ['1000000000', '1000000'];
/** With which the events of mails are signed. */
const { privateKey: eventKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A process of the bench, which ends with it. */
function start(url, file, args, given, stdio = ['ignore', 'ignore', 'inherit']) {
  const child = spawn(process.execPath, [file, ...args], {
    env: {
      ...process.env, ...SECRETS, NODE_ENV: 'production', DATABASE_URL: url, WORKERS: 'off', USHER_DEMO: 'off', LIMIT_COST: UNLIMITED,
      LIMIT_MAIL_INVITER: UNLIMITED_MAIL, LIMIT_MAIL_SPACE: UNLIMITED_MAIL, SMTP_URL: 'smtp://127.0.0.1:9', SUPPORT_CONTACT: 'support@example.org',
      SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), ...given,
    },
    stdio,
  });
  children.push(child);
  return child;
}

async function server(file, port, url) {
  const child = start(url, file, [], { PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(address).then(() => true, () => false))) {
    if (child.exitCode !== null) throw new Error(`${file} did not start.`);
    await sleep(100);
  }
  const status = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return {
    address,
    memory: () => status('VmHWM'),
    /** The highest so far no longer counts; answers with what is used now. */
    forgetMemory: () => {
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
      return status('VmRSS');
    },
  };
}

async function prepare(url) {
  const config = loadConfig({ ...SECRETS, DATABASE_URL: url, SMTP_URL: 'smtp://127.0.0.1:9', SUPPORT_CONTACT: 'support@example.org' });
  const usher = await createUsher(config, url);
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // what failed is told by what failed, not by the end of the database
  await client.connect();
  const hash = await usher.services.passwords.hash(PASSWORD);
  const { rows: [{ id }] } = await client.query(
    `INSERT INTO web_users (username, email, first_name, last_name, password_hash, created_at)
     VALUES ('bench@example.org', 'bench@example.org', 'Ada', 'Bench', $1, now()) RETURNING id`, [hash]);
  await client.query(`INSERT INTO claimed_addresses VALUES ('bench@example.org', $1)`, [id]);
  await seed(client, id);
  await usher.stop();
  return client;
}

async function cookieAt(address) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation { signIn(input: { email: "bench@example.org", password: "${PASSWORD}" }) { userErrors { code } } }` }),
  });
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

const rows = [];
function row(what, figure, reach, isReached, detail = '') {
  rows.push(`| ${what} | ${figure} | ${reach} | ${isReached ? 'yes' : 'NO'} | ${detail} |`);
  process.stdout.write(`${rows.at(-1)}\n`);
}

let postgres;
async function cleanUp() {
  for (const child of children) child.kill();
  await postgres?.stop();
  removeEmbeddedData(folder); // gigabytes, which lie elsewhere where root runs this
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void cleanUp().finally(() => process.exit(1)));

try {
  postgres = await startEmbeddedPostgres(folder);
  const started = Date.now();
  const client = await prepare(postgres.url);
  process.stdout.write(`Seeded ${Object.values(sizes).join(', ')} members in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
  const usher = await server(join(dist, 'main.js'), 4711, postgres.url);
  const hand = await server(join(import.meta.dirname, 'hand-written.mjs'), 4712, postgres.url);
  const agent = new Agent({ keepAlive: true });
  for (const stage of chosen) {
    process.stdout.write(`${stage} …\n`);
    const { measure } = await import(`./stages/${stage}.mjs`);
    const cookie = await cookieAt(usher.address); // a session is not renewed here, and ends before all stages do
    await measure({ usher, hand, client, cookie, agent, password: PASSWORD, row, eventKey, start: (...given) => start(postgres.url, ...given), databaseUrl: postgres.url, launch: async (file, port) => await server(file, port, postgres.url) });
  }
  row('memory (VmHWM)', `${usher.memory().toFixed(0)} MB`, '–', true, `${hand.memory().toFixed(0)} MB by hand`);
  await client.end();
  process.stdout.write(`\n${QUICK ? 'A quick look, not a measurement. ' : ''}Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}\n\n`);
  process.stdout.write(['| what | ratio | reach | reached | figures |', '|---|---|---|---|---|', ...rows].join('\n') + '\n');
} finally {
  await cleanUp();
}
