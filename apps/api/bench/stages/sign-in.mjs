import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Agent } from 'node:http';
import { join } from 'node:path';
import bcrypt from 'bcrypt';
import { load, median, post } from '../load.mjs';
import { QUICK } from '../measure.mjs';
import { PAGE } from './members.mjs';

const { hashesAtOnce } = createRequire(import.meta.url)(join(import.meta.dirname, '../../dist/src/sign-in/hashes-at-once.js'));
const [ROUNDS, SECONDS] = QUICK ? [1, 5] : [5, 15];
const PEOPLE = 50;
/** Of the base64 that Usher hands to bcrypt. */
const PREHASH_LENGTH = 64;
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { webUser { email } } userErrors { code } } }';

const addressOf = (index) => `bench-${index}@example.org`;
/** As a browser that has been there before, so that nobody is mailed about a new device. */
const deviceOf = (index) => createHash('sha256').update(addressOf(index)).digest('base64url');

async function addPeople(client) {
  const { rows: [{ hash }] } = await client.query(`SELECT password_hash AS hash FROM web_users WHERE email = 'bench@example.org'`);
  for (let index = 0; index < PEOPLE; index += 1) {
    const { rows: [{ id }] } = await client.query(
      `INSERT INTO web_users (username, email, first_name, last_name, password_hash, created_at)
       VALUES ($1, $1, 'Ada', 'Bench', $2, now()) RETURNING id`, [addressOf(index), hash]);
    await client.query('INSERT INTO claimed_addresses VALUES ($1, $2)', [addressOf(index), id]);
  }
  return hash;
}

/** Sign-ins a second with so many under way at once, while `meanwhile` runs. */
async function signIns(url, password, meanwhile) {
  const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE });
  const done = [];
  const over = new AbortController();
  const one = async (index) => {
    while (!over.signal.aborted) {
      const input = { email: addressOf(index), password };
      const answer = JSON.parse(await post(url, agent, `usher_device=${deviceOf(index)}`, { query: SIGN_IN, variables: { input } }));
      assert.equal(answer.data.signIn.viewer?.webUser.email, addressOf(index), JSON.stringify(answer));
      done.push(performance.now());
    }
  };
  const loops = Array.from({ length: PEOPLE }, (_, index) => one(index));
  while (done.length < 2) await Promise.race([...loops, new Promise((resolve) => { setTimeout(resolve, 20); })]);
  const from = done.length;
  const found = await meanwhile();
  const counted = done.slice(from - 1);
  over.abort();
  await Promise.all(loops);
  agent.destroy();
  return { found, rate: (counted.length - 1) / ((counted.at(-1) - counted[0]) / 1000) };
}

/** What bcrypt does by itself, as many at once as Usher computes. */
async function bare(hash) {
  const end = performance.now() + SECONDS * 1000;
  const started = performance.now();
  let count = 0;
  await Promise.all(Array.from({ length: hashesAtOnce() }, async () => {
    while (performance.now() < end) {
      await bcrypt.compare('x'.repeat(PREHASH_LENGTH), hash.slice(hash.indexOf('$')));
      count += 1;
    }
  }));
  return count / ((performance.now() - started) / 1000);
}

export async function measure({ usher, client, cookie, password, row }) {
  const hash = await addPeople(client);
  const page = { query: PAGE, variables: { slug: 'large' } };
  const pages = async (seconds) => await load({ url: usher.address, cookie, bodyOf: () => page, connections: 1, seconds });
  const pause = async () => await new Promise((resolve) => { setTimeout(resolve, SECONDS * 1000); });
  await pages(3);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = await pages(SECONDS);
    const busy = (await signIns(usher.address, password, async () => await pages(SECONDS))).found;
    const alone = await bare(hash);
    const { rate } = await signIns(usher.address, password, pause);
    rounds.push({ idle: idle.p95, busy: busy.p95, alone, rate });
  }
  const of = (name) => median(rounds.map((one) => one[name]));
  const slower = median(rounds.map(({ idle, busy }) => busy / idle));
  const share = median(rounds.map(({ alone, rate }) => rate / alone));
  row(`page of members while ${PEOPLE} sign-ins at cost 12 are under way, against idle, p95`, slower.toFixed(2), '≤ 2', slower <= 2, `${of('busy').toFixed(2)} ms against ${of('idle').toFixed(2)} ms`);
  row(`sign-ins, against bare bcrypt, ${hashesAtOnce()} at once`, share.toFixed(2), '≥ 0.9', share >= 0.9, `${of('rate').toFixed(2)} against ${of('alone').toFixed(2)} a second`);
}
