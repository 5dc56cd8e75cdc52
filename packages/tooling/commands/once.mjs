import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './workspace.mjs';

const FOLDER = join(root, 'node_modules', '.usher');
const NOT_SOURCES = new Set(['node_modules', 'dist', 'gql', 'test-results']);
const LOOK_EVERY_MS = 100;

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap(({ name }) =>
    NOT_SOURCES.has(name) ? [] : filesBelow(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap((path) => filesBelow(join(root, path))).sort()) {
    hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moved away before it is looked at again: of two that find a dead one's lock only one removes it. */
function takeFromTheDead(lock) {
  const holderOf = (file) => Number(readFileSync(file, 'utf8'));
  try {
    if (isAlive(holderOf(lock))) return;
    const aside = `${lock}.${process.pid}`;
    renameSync(lock, aside);
    if (isAlive(holderOf(aside))) renameSync(aside, lock);
    else rmSync(aside);
  } catch {
    // Its holder, or another that waits, was faster.
  }
}

/** One command at a time installs or builds: `npm test` may come while `npm start` is still at it. */
export function alone(lock, work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      takeFromTheDead(lock);
      sleep(LOOK_EVERY_MS);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Does the work only when what it reads has changed since it was last done. */
export function once(name, { reads, makes }, work) {
  const stamp = join(FOLDER, name);
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(reads)
    && makes.every((path) => existsSync(join(root, path)));
  if (isDone()) return;
  alone(join(FOLDER, 'lock'), () => {
    if (isDone()) return;
    const before = fingerprint(reads);
    rmSync(stamp, { force: true });
    work();
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(stamp, before);
  });
}
