import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (dataDir: string) => join(dataDir, 'running-at');

function read(dataDir: string): { pid: number; publicUrl: string } | null {
  try {
    const [pid, publicUrl] = readFileSync(fileIn(dataDir), 'utf8').split('\n');
    return publicUrl && Number(pid) > 0 ? { pid: Number(pid), publicUrl } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A server says where it is reached, for the command line of the same data folder. */
export function noteAddress(dataDir: string, publicUrl: string): void {
  writeFileSync(fileIn(dataDir), `${process.pid}\n${publicUrl}\n`);
}

/** Of a server that was killed the note stays, and counts no more. */
export function notedAddress(dataDir: string): string | null {
  const noted = read(dataDir);
  return noted && isAlive(noted.pid) ? noted.publicUrl : null;
}

export function forgetAddress(dataDir: string): void {
  if (read(dataDir)?.pid === process.pid) rmSync(fileIn(dataDir), { force: true });
}
