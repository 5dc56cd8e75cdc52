import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { compile, holder } from './compiled.fixture';
import { removeEmbeddedData } from './data-place';
import { startEmbeddedPostgres, startEphemeralPostgres } from './embedded-postgres';
import { findPostmaster } from './pid-file';

const program = compile();
const folder = mkdtempSync(join(tmpdir(), 'usher-embedded-'));
chmodSync(folder, 0o755);
const kept = join(folder, 'kept');
const data = join(kept, 'postgres');

afterAll(() => {
  rmSync(folder, { recursive: true });
  program.remove();
});

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const write = (url: string, word: string) =>
  ask(url, `CREATE TABLE IF NOT EXISTS words (word text); INSERT INTO words VALUES ('${word}')`);
async function words(url: string): Promise<string[]> {
  const rows = await ask<{ word: string }>(url, 'SELECT word FROM words ORDER BY word');
  return rows.map(({ word }) => word);
}

async function isGone(place: string, patience = 10_000): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (findPostmaster(place) && Date.now() < deadline) await sleep(50);
  return findPostmaster(place) === undefined;
}

test('the embedded database is a PostgreSQL 18 on loopback; its password can be read by its owner alone', async () => {
  const postgres = await startEmbeddedPostgres(kept);
  await write(postgres.url, 'first');
  expect(await ask(postgres.url, 'SHOW server_version')).toEqual([{ server_version: expect.stringMatching(/^18\./) }]);
  expect(await ask(postgres.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(statSync(join(kept, 'database-password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(postgres.url);
  wrong.password = 'another';
  await expect(ask(wrong.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
  await postgres.stop();
  expect(findPostmaster(data)).toBeUndefined();
});

test('a process killed by SIGKILL takes PostgreSQL along within 10 seconds; the next has all it wrote', async () => {
  const killed = await holder(program.main, kept);
  await write(killed.url, 'second');
  await killed.end('SIGKILL');
  expect(await isGone(data)).toBe(true);
  const next = await startEmbeddedPostgres(kept);
  expect(await words(next.url)).toEqual(['first', 'second']);
  await next.stop();
});

test('a start at once after a SIGKILL, while PostgreSQL is still there, loses nothing', async () => {
  const killed = await holder(program.main, kept);
  await write(killed.url, 'third');
  await killed.end('SIGKILL');
  const next = await startEmbeddedPostgres(kept);
  await sleep(1_000);
  expect(await words(next.url)).toEqual(['first', 'second', 'third']);
  await next.stop();
  expect(findPostmaster(data)).toBeUndefined();
});

test('a PostgreSQL that is killed itself is started again with all that was committed', async () => {
  const first = await holder(program.main, kept);
  await write(first.url, 'zebra');
  process.kill(findPostmaster(data)?.pid ?? 0, 'SIGKILL');
  await first.end('SIGKILL');
  const next = await startEmbeddedPostgres(kept);
  expect(await words(next.url)).toEqual(['first', 'second', 'third', 'zebra']);
  await next.stop();
});

test('a file left by a dead PostgreSQL, whose number another process has by now, is no obstacle', async () => {
  const owner = statSync(data);
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {});
  writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n5432\n\n127.0.0.1\n`);
  chmodSync(join(data, 'postmaster.pid'), 0o644);
  const postgres = await startEmbeddedPostgres(kept);
  expect(await words(postgres.url)).toContain('first');
  expect(stranger.exitCode).toBeNull();
  await postgres.stop();
  stranger.kill();
});

test('three processes at once on a new folder use one PostgreSQL, and only the last to leave stops it', async () => {
  const together = join(folder, 'together');
  const files = join(together, 'postgres');
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => holder(program.main, together)));
  expect(new Set([one?.url, two?.url, three?.url]).size).toBe(1);
  await one?.end('SIGTERM');
  await two?.end('SIGKILL');
  await sleep(1_000);
  await write(three?.url ?? '', 'still here');
  await three?.end('SIGTERM');
  expect(await isGone(files, 0)).toBe(true);
  expect(readdirSync(together).filter((name) => name.startsWith('making'))).toEqual([]);
});

test('a user whose connection is lost still counts as one', async () => {
  const first = await startEmbeddedPostgres(kept);
  const second = await startEmbeddedPostgres(kept);
  await ask(first.url, `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`);
  await sleep(1_000);
  await second.stop();
  expect(await words(first.url)).toContain('first');
  await first.stop();
  expect(findPostmaster(data)).toBeUndefined();
});

test('data is removed only while PostgreSQL is not running, and with it nothing that is not Usher\'s', async () => {
  const mixed = join(folder, 'mixed');
  mkdirSync(mixed);
  writeFileSync(join(mixed, 'letter.txt'), 'mine');
  const postgres = await startEmbeddedPostgres(mixed);
  expect(() => removeEmbeddedData(mixed)).toThrow(/is running .* stop Usher first/);
  await postgres.stop();
  removeEmbeddedData(mixed);
  expect(readdirSync(mixed)).toEqual(['letter.txt']);
});

test('the database of tests is gone with its files when it stops, and when its process is killed', async () => {
  const place = async (url: string) => {
    const [row] = await ask<{ data_directory: string }>(url, 'SHOW data_directory');
    return row?.data_directory ?? '';
  };
  const stopped = await startEphemeralPostgres();
  const first = await place(stopped.url);
  await stopped.stop();
  expect(existsSync(join(first, '..'))).toBe(false);
  const killed = await holder(program.main);
  const second = await place(killed.url);
  await killed.end('SIGKILL');
  expect(await isGone(second)).toBe(true);
  const deadline = Date.now() + 5_000;
  while (existsSync(join(second, '..')) && Date.now() < deadline) await sleep(50);
  expect(existsSync(join(second, '..'))).toBe(false);
});
