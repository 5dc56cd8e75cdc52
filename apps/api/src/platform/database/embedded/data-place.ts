import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReachable, runAs } from './unprivileged';

const ELSEWHERE = '/var/lib/usher';
const NOTE = 'WHERE-THE-DATABASE-IS.txt';

export interface DataPlace {
  /** Usher's own folder: secrets and notes. */
  home: string;
  /** Where the database's files lie; may be elsewhere when its user cannot enter `home`. */
  place: string;
}

function elsewhereOf(home: string): string {
  return join(ELSEWHERE, createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16));
}

/** Finds where the database may live, and leaves a note where it is not where one would look. */
export function dataPlace(dataDir: string): DataPlace {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const home = realpathSync(dataDir);
  if (runAs() === undefined || isReachable(home)) return { home, place: home };
  const place = elsewhereOf(home);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  writeFileSync(join(home, NOTE), [
    'PostgreSQL does not run as root, and its user cannot enter this folder.',
    `The files of the database are in ${place}`,
    'This removes them for good:',
    '  npm run usher -- data remove', '',
  ].join('\n'));
  return { home, place };
}

/** Removes the embedded database and the secrets beside it; answers with the folders that are gone. */
export function removeEmbeddedData(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  const folders = [elsewhereOf(dataDir), realpathSync(dataDir)].filter((folder) => existsSync(folder));
  for (const folder of folders) rmSync(folder, { recursive: true });
  return folders;
}
