import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  pid: number;
  port: number;
}

const fileOf = (data: string) => join(data, 'postmaster.pid');

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL on these files; another one may have got the number of one that ended. */
export function worksOn(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(data);
}

function read(file: string): Postmaster {
  const [pid = 0, , , port = 0] = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : [];
  return { pid, port };
}

/** The PostgreSQL that works on these files now, whoever started it. */
export function findPostmaster(data: string): Postmaster | undefined {
  const found = read(fileOf(data));
  return worksOn(found.pid, data) ? found : undefined;
}

/**
 * A file left by a PostgreSQL that was killed, whose number another process of the same user has by now, keeps
 * PostgreSQL from starting. It is moved away first and looked at then: another start may just have written its own.
 */
export function forgetDeadPostmaster(data: string): void {
  const file = fileOf(data);
  if (!existsSync(file) || findPostmaster(data)) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (worksOn(read(aside).pid, data)) linkSync(aside, file);
  } catch {
    // Another start was faster.
  }
  rmSync(aside, { force: true });
}
