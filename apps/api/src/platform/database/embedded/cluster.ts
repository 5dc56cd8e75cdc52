import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { program } from './binaries';
import { runAs } from './unprivileged';

const USER = 'usher';
const DATABASE = 'usher';
const START_MS = 60_000;
const STOP_MS = 7_000;

export interface Cluster {
  bin: string;
  data: string;
  password: string;
}

export interface Postmaster {
  pid: number;
  port: number;
}

const urlOf = ({ password }: Cluster, port: number, database = DATABASE) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

export async function initialize({ bin, data, password }: Cluster): Promise<void> {
  const owner = runAs();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (owner) chownSync(data, owner.uid, owner.gid);
  const passwordFile = join(data, '..', `.password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  try {
    const child = spawn(program(bin, 'initdb'), [
      '-D', data, '-U', USER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--no-locale',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions',
    ], { ...owner, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => { complaint += text.toString(); });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The embedded database could not be made: ${complaint.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Runs in a process group of its own, so that an interrupt from the keyboard reaches it only through us. */
export async function launch({ bin, data }: Cluster, settings: string[] = []): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort();
  const child = spawn(program(bin, 'postgres'), [
    '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'logging_collector=off',
    ...settings.flatMap((setting) => ['-c', setting]),
  ], { ...runAs(), stdio: 'ignore', detached: true });
  child.unref();
  return { child, port };
}

/** What the postmaster's own file says of it, if it lives. */
export function runningPostmaster(data: string): Postmaster | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid = 0, , , port = 0] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (isPostgres(pid)) return { pid, port };
  rmSync(file);
  return null;
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const name = `/proc/${pid}/comm`;
  return !existsSync(name) || readFileSync(name, 'utf8').trim() === 'postgres';
}

/** Waits until it answers to our password from our folder, makes Usher's database, and tells its address. */
export async function connect(cluster: Cluster, port: number, alive: () => boolean): Promise<string> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const client = new Client({ connectionString: urlOf(cluster, port, 'postgres'), connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      const { rows } = await client.query<{ known: boolean }>(
        'SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1) AS known', [DATABASE]);
      if (!rows[0]?.known) await client.query(`CREATE DATABASE ${DATABASE}`);
      return urlOf(cluster, port);
    } catch (error) {
      if (Date.now() > deadline || !alive()) throw error;
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

export function isAlive(pid: number): boolean {
  return isPostgres(pid);
}

/** A fast shutdown, and an immediate one if that takes too long: the log is replayed at the next start. */
export async function shutDown(pid: number): Promise<void> {
  const ends = async (milliseconds: number) => {
    const deadline = Date.now() + milliseconds;
    while (isPostgres(pid) && Date.now() < deadline) await sleep(25);
    return !isPostgres(pid);
  };
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isPostgres(pid)) return;
    process.kill(pid, signal);
    if (await ends(signal === 'SIGINT' ? STOP_MS : 2_000)) return;
  }
}
