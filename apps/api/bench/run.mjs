// Measures Usher beside the same work done by hand, in one run. QUICK=1 is a look, not a measurement.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Agent } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { load, median, post } from './load.mjs';
import { seed, sizes } from './seed.mjs';

const require = createRequire(import.meta.url);
const dist = join(import.meta.dirname, '../dist/src');
const { startEmbeddedPostgres } = require(join(dist, 'platform/database/embedded/embedded-postgres.js'));
const { createUsher } = require(join(dist, 'usher.js'));
const { loadConfig } = require(join(dist, 'platform/config.js'));

const QUICK = Boolean(process.env.QUICK);
const ROUNDS = QUICK ? 1 : 5;
const SECONDS = QUICK ? 2 : 10;
const WARM_UP = QUICK ? 1 : 3;
const PASSWORD = 'a lagoon at first light';
const SECRETS = { JWT_SECRET: 'a secret for the bench, long enough for it', ENCRYPTION_KEY: 'a key for the bench that is long enough for it too' };

const PAGE = `query ($slug: String!) { projectSpace(slug: $slug) { memberships(first: 50) { pageInfo { hasNextPage endCursor }
  nodes { id active joinedAt lastAccessDate webUser { id email firstName lastName lastLogin } role { id name } locations { id code name } } } } }`;
const COUNTED = PAGE.replace('pageInfo', 'totalCount pageInfo');
const SEARCH = `query ($slug: String!, $search: String) { projectSpace(slug: $slug) { memberships(first: 50, filter: { search: $search }) {
  pageInfo { hasNextPage endCursor } nodes { id webUser { firstName lastName email } role { name } locations { code } } } } }`;
const INVITE = `mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) {
  invitation { email status deliveryStatus role { name } } userErrors { code } } }`;

const folder = mkdtempSync(join(tmpdir(), 'usher-bench-'));
const children = [];

async function server(file, port, url) {
  const child = spawn(process.execPath, [file], {
    env: {
      ...process.env, ...SECRETS, NODE_ENV: 'production', DATABASE_URL: url, PORT: String(port), WORKERS: 'off', USHER_DEMO: 'off',
      SMTP_URL: 'smtp://127.0.0.1:9', SUPPORT_CONTACT: 'support@example.org', PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  const address = `http://127.0.0.1:${port}`;
  while (!(await fetch(address).then(() => true, () => false))) await sleep(100);
  return { address, memory: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 };
}

async function prepare(url) {
  const config = loadConfig({ ...SECRETS, DATABASE_URL: url, SMTP_URL: 'smtp://127.0.0.1:9', SUPPORT_CONTACT: 'support@example.org' });
  const usher = await createUsher(config, url);
  const client = new Client({ connectionString: url });
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

/** Alternates the two, so that whatever else the machine does falls on both; the median of the ratios counts. */
async function compare(usher, hand, cookie, bodyOf) {
  const at = (url, seconds) => load({ url: url.address, cookie, bodyOf, connections: 8, seconds });
  await at(usher, WARM_UP);
  await at(hand, WARM_UP);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([(await at(usher, SECONDS)).rate, (await at(hand, SECONDS)).rate]);
  return {
    ratio: median(rounds.map(([ours, theirs]) => ours / theirs)), ours: median(rounds.map(([ours]) => ours)),
    theirs: median(rounds.map(([, theirs]) => theirs)),
  };
}

async function p50(usher, cookie, body) {
  const options = { url: usher.address, cookie, bodyOf: () => body, connections: 1 };
  await load({ ...options, seconds: 1 });
  return (await load({ ...options, seconds: QUICK ? 1 : 4 })).p50;
}

const rows = [];
const row = (what, figure, reach, isReached, detail = '') => rows.push(`| ${what} | ${figure} | ${reach} | ${isReached ? 'yes' : 'NO'} | ${detail} |`);

async function measure(usher, hand, client, cookie) {
  const agent = new Agent({ keepAlive: true });
  const page = (slug, query = PAGE) => ({ query, variables: { slug } });
  const [ours, theirs] = await Promise.all([usher, hand].map(({ address }) => post(address, agent, cookie, page('large'))));
  assert.deepEqual(JSON.parse(ours), JSON.parse(theirs));
  const pages = await compare(usher, hand, cookie, () => page('large'));
  row('page of 50 of 100,000 members', pages.ratio.toFixed(2), '≥ 0.6', pages.ratio >= 0.6, `${pages.ours.toFixed(0)} against ${pages.theirs.toFixed(0)} a second`);

  const { rows: [{ space, role }] } = await client.query(
    `SELECT p.id AS space, r.id AS role FROM project_spaces p JOIN roles r ON r.project_space_id = p.id WHERE p.slug = 'large'`);
  let count = 0;
  const invitation = () => ({ query: INVITE, variables: { input: { projectSpaceId: space, roleId: role, email: `new-${(count += 1)}@example.org` } } });
  const written = async (address) => {
    const body = invitation();
    const answer = JSON.parse(await post(address, agent, cookie, body));
    const { rows: [counts] } = await client.query(
      `SELECT (SELECT count(*) FROM invitations WHERE email = $1) AS invitations, (SELECT count(*) FROM mails WHERE recipient = $1) AS mails,
         (SELECT count(*) FROM audit_events WHERE subject_email = $1) AS events, (SELECT count(*) FROM invitation_links k JOIN invitations i ON i.id = k.invitation_id WHERE i.email = $1) AS links,
         (SELECT count(*) FROM pgboss.job j JOIN mails m ON m.id::text = j.data->>'mailId' WHERE m.recipient = $1) AS jobs`, [body.variables.input.email]);
    delete answer.data.inviteWebUser.invitation.email;
    return { answer, counts };
  };
  const byUsher = await written(usher.address);
  assert.deepEqual(byUsher, await written(hand.address));
  assert.deepEqual(byUsher.counts, { invitations: '1', mails: '1', events: '1', links: '1', jobs: '1' });
  const invitations = await compare(usher, hand, cookie, invitation);
  row('one invitation', invitations.ratio.toFixed(2), '≥ 0.5', invitations.ratio >= 0.5, `${invitations.ours.toFixed(0)} against ${invitations.theirs.toFixed(0)} a second`);

  const small = await p50(usher, cookie, page('small', COUNTED));
  const huge = await p50(usher, cookie, page('huge', COUNTED));
  row('page with total at 1,000,000 against 1,000 members, p50', (huge / small).toFixed(2), '≤ 1.3', huge / small <= 1.3, `${huge.toFixed(2)} ms against ${small.toFixed(2)} ms`);
  const plain = await p50(usher, cookie, page('huge'));
  const terms = { 'three letters that hit 1 %': 'qui', 'a full name': 'Amina Mensah600000', 'no hit': 'zzzyx' };
  for (const [what, search] of Object.entries(terms)) {
    const time = await p50(usher, cookie, { query: SEARCH, variables: { slug: 'huge', search } });
    row(`search at 1,000,000 for ${what}, against a page, p50`, (time / plain).toFixed(2), '≤ 10', time / plain <= 10, `${time.toFixed(2)} ms against ${plain.toFixed(2)} ms`);
  }
  row('memory (VmHWM)', `${usher.memory().toFixed(0)} MB`, '–', true, `${hand.memory().toFixed(0)} MB by hand`);
}

let postgres;
try {
  postgres = await startEmbeddedPostgres(folder);
  const started = Date.now();
  const client = await prepare(postgres.url);
  process.stdout.write(`Seeded ${Object.values(sizes).join(', ')} members in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
  const usher = await server(join(dist, 'main.js'), 4711, postgres.url);
  const hand = await server(join(import.meta.dirname, 'hand-written.mjs'), 4712, postgres.url);
  await measure(usher, hand, client, await cookieAt(usher.address));
  await client.end();
  process.stdout.write(`\n${QUICK ? 'A quick look, not a measurement. ' : ''}Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}\n\n`);
  process.stdout.write(['| what | ratio | reach | reached | figures |', '|---|---|---|---|---|', ...rows].join('\n') + '\n');
} finally {
  for (const child of children) child.kill();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
