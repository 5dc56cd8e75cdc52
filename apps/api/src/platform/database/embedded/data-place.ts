import { createHash } from 'node:crypto';
import {
  chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster } from './pid-file';
import { isNobody, isReachable, isRoot, ownerFor } from './unprivileged';

const ELSEWHERE = '/var/lib/usher';

const NOTE = 'WHERE-THE-DATABASE-IS.txt';

export const DATA = 'postgres';
export const PASSWORD_FILE = 'database-password';

/** All that Usher puts into its data folder, which may be a folder that holds other things too. */
const OURS = [
  NOTE, /running-at/, /postgres/, /binaries-[\w.-]+/, /making-\d+/,
  /(jwt-secret|encryption-key|demo-password|database-password)(\.\d+)?/,
].map((name) => new RegExp(`^${typeof name === 'string' ? name : name.source}$`));

export interface DataPlace {
  /** Usher's own folder: secrets and notes. */
  home: string;
  /** Where the database's files lie: elsewhere when its user cannot enter `home`. */
  place: string;
}

function elsewhereOf(home: string): string {
  return join(ELSEWHERE, createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16));
}

export const hasDatabase = (place: string): boolean => existsSync(join(place, DATA, 'PG_VERSION'));

/** Where the files already are comes first: a folder that is opened or closed to others later loses nothing. */
function choosePlace(home: string): string {
  if (!isRoot()) return home;
  const elsewhere = elsewhereOf(home);
  if (hasDatabase(elsewhere)) return elsewhere;
  if (isReachable(home)) return home;
  if (hasDatabase(home)) {
    if (!isNobody(ownerFor(join(home, DATA)))) return home;
    throw new Error(
      `The database in ${home} is out of reach of the user it runs as: let others enter the folders above it.`);
  }
  return elsewhere;
}

/** As one word of a shell, whatever is in it. */
const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Finds where the database may live, and leaves a note where it is not where one would look. */
export function dataPlace(dataDir: string): DataPlace {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const home = realpathSync(dataDir);
  const place = choosePlace(home);
  if (place === home) return { home, place };
  mkdirSync(place, { recursive: true, mode: 0o755 });
  writeFileSync(join(home, NOTE), [
    'PostgreSQL does not run as root, and the user it runs as cannot enter this folder.',
    `The files of the database are in ${place}`,
    'This removes them for good, run in the checkout of Usher:',
    `  USHER_DATA_DIR=${quoted(home)} npm run usher -- data remove`, '',
  ].join('\n'));
  return { home, place };
}

/** A folder for a database that is thrown away, where its user can get to it. */
export function temporaryPlace(): string {
  const roots = [realpathSync(tmpdir()), '/tmp', '/var/tmp'].filter((root) => existsSync(root));
  const root = roots.find((one) => !isRoot() || isReachable(one)) ?? tmpdir();
  const place = mkdtempSync(join(root, 'usher-postgres-'));
  chmodSync(place, 0o755);
  return place;
}

/** Removes the embedded database and the secrets beside it; answers with what is gone. */
export function removeEmbeddedData(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  const home = realpathSync(dataDir);
  const elsewhere = elsewhereOf(home);
  for (const place of [home, elsewhere]) {
    const running = findPostmaster(join(place, DATA));
    if (running) throw new Error(`The database in ${place} is running (process ${running.pid}): stop Usher first.`);
  }
  const gone = readdirSync(home).filter((name) => OURS.some((one) => one.test(name))).map((name) => join(home, name));
  if (existsSync(elsewhere)) gone.push(elsewhere);
  for (const path of gone) rmSync(path, { recursive: true });
  if (readdirSync(home).length === 0) rmdirSync(home);
  return gone;
}
