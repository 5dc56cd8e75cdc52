import { randomBytes } from 'node:crypto';
import {
  closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync,
} from 'node:fs';
import { join } from 'node:path';

const BYTES = 32;

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/**
 * A secret made once and kept in a folder, for its owner's eyes alone. It appears there whole or not at all, and of
 * two processes at once both get the same: what it has encrypted is lost without it.
 */
export function keptSecret(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const made = `${file}.${process.pid}`;
    writeWhole(made, randomBytes(BYTES).toString('base64url'));
    try {
      linkSync(made, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(made);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
