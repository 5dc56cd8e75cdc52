import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { clusterIn } from './cluster';
import { stopIfUnused } from './usage';

/** Waits, in a process group of its own, for the end of the process that holds its input; then runs the command. */
function afterOurEnd(script: string, ...args: string[]): ChildProcess {
  const child = spawn('sh', ['-c', `read -r _; ${script}`, 'sh', ...args], {
    cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: { PATH: process.env.PATH },
  });
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();
  return child;
}

/** However this process ends, by SIGKILL too, PostgreSQL is stopped then if nobody else uses it. */
export const stopAfterOurEnd = (dataDir: string): ChildProcess =>
  afterOurEnd('exec "$@"', process.execPath, __filename, dataDir);

/** With an end to the waiting: what nobody reaps answers `kill -0` for ever. */
const DISCARD = 'kill -QUIT "$1"; for _ in 1 2 3 4 5; do kill -0 "$1" && sleep 0.2; done; rm -rf "$2"';

/** Ends a PostgreSQL that is thrown away, and its files, with this process. */
export const discardAfterOurEnd = (pid: number, place: string): ChildProcess =>
  afterOurEnd(DISCARD, String(pid), place);

const [, , dataDir = ''] = process.argv;
if (require.main === module && existsSync(dataDir)) void stopIfUnused(clusterIn(dataDir));
