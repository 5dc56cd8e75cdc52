import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { forgetDeadPostmaster, type Postmaster, worksOn } from './pid-file';

const FAST_STOP_MS = 4_000;
const IMMEDIATE_STOP_MS = 2_000;
const LAST_WORDS = 600;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export interface Launched extends Postmaster {
  hasEnded(): boolean;
  /** Why it would not start. */
  lastWords(): string;
  /** Nobody listens to it from here on: what it says may name people and belongs in no log. */
  detach(): void;
}

/** Runs in a process group of its own, so that an interrupt from the keyboard reaches it only through us. */
export async function launch({ data, owner }: Cluster, bin: string, settings: string[] = []): Promise<Launched> {
  forgetDeadPostmaster(data);
  const port = await freePort();
  const child = spawn(join(bin, 'postgres'), [
    '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'logging_collector=off',
    ...settings.flatMap((setting) => ['-c', setting]),
  ], { ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  await once(child, 'spawn');
  let said = '';
  child.stderr.on('data', (text: Buffer) => { said = `${said}${text.toString()}`.slice(-LAST_WORDS); });
  return {
    pid: child.pid ?? 0, port,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    lastWords: () => said.trim(),
    detach: () => {
      child.stderr.destroy();
      child.unref();
    },
  };
}

/** A fast stop, and an immediate one if that takes too long: what was committed is replayed at the next start. */
export async function shutDown(data: string, pid: number): Promise<void> {
  for (const [signal, patience] of [['SIGINT', FAST_STOP_MS], ['SIGQUIT', IMMEDIATE_STOP_MS]] as const) {
    if (!worksOn(pid, data)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patience;
    while (worksOn(pid, data) && Date.now() < deadline) await sleep(20);
  }
}
