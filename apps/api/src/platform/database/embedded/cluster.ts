import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret } from '../../config/kept-secret';
import { DATA, dataPlace, hasDatabase, PASSWORD_FILE } from './data-place';
import { isAlive } from './pid-file';
import { ownerFor, type RunAs } from './unprivileged';

const USER = 'usher';
export const DATABASE = 'usher';

/** The files of one PostgreSQL, and whose they are. */
export interface Cluster {
  place: string;
  /** The folder of the files, in `place`. */
  data: string;
  owner: RunAs;
  password: string;
}

export function clusterAt(place: string, password: string): Cluster {
  const data = join(realpathSync(place), DATA);
  return { place, data, owner: ownerFor(data), password };
}

/** The embedded database of a data folder. */
export function clusterIn(dataDir: string): Cluster {
  const { home, place } = dataPlace(dataDir);
  return clusterAt(place, keptSecret(home, PASSWORD_FILE));
}

export const urlOf = ({ password }: Cluster, port: number, database = DATABASE): string =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

async function runInitdb(bin: string, owner: RunAs, data: string, passwordFile: string, more: string[]): Promise<void> {
  const child = spawn(join(bin, 'initdb'), [
    '-D', data, '-U', USER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--no-locale',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...more,
  ], { ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => { complaint += text.toString(); });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The embedded database could not be made: ${complaint.trim()}`);
}

/** What a process that was killed had begun to make. */
function forgetHalfMade(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = /^making-(\d+)$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true });
  }
}

/** Made beside its place and moved there whole: one that was killed, or two at once, leave nothing half made. */
export async function initialize(cluster: Cluster, bin: string, more: string[] = []): Promise<void> {
  const { place, data, owner, password } = cluster;
  if (hasDatabase(place)) return;
  forgetHalfMade(place);
  const making = join(place, `making-${process.pid}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const passwordFile = join(making, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const made = join(making, DATA);
  mkdirSync(made, { mode: 0o700 });
  if (owner) for (const path of [making, passwordFile, made]) chownSync(path, owner.uid, owner.gid);
  try {
    await runInitdb(bin, owner, made, passwordFile, more);
    renameSync(made, data);
  } catch (error) {
    if (!hasDatabase(place)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
