import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROVIDER_KEY } from './provider.ts';

const BUILT = join(dirname(fileURLToPath(import.meta.url)), '../../apps/api/dist/src');
const MAIN = join(BUILT, 'main.js');
const PATIENCE_MS = 60_000;

export const ADMIN = { email: 'admin@example.org', password: 'lagoon at first light' };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

export interface RunningUsher {
  url: string;
  dataDir: string;
  /** Runs a command of the operator beside it, and answers with what it printed. */
  command: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
  /** As a crash would: at once, leaving its PostgreSQL behind. */
  kill: () => Promise<void>;
}

export const newDataDir = () => mkdtempSync(join(tmpdir(), 'usher-journeys-'));

/** Usher as people run it, on an embedded database of its own and a real mail server. */
export async function startServer(smtpUrl: string, dataDir: string = newDataDir(), more: Record<string, string> = {}): Promise<RunningUsher> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env, PORT: String(port), PUBLIC_URL: url, USHER_DATA_DIR: dataDir, SMTP_URL: smtpUrl, NODE_ENV: 'production',
    USHER_DEMO_PASSWORD: ADMIN.password, BCRYPT_COST: '4', SUPPORT_CONTACT: 'support@example.org',
    SENDGRID_WEBHOOK_PUBLIC_KEY: PROVIDER_KEY, WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8', ...more,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('Usher did not start.');
    await sleep(100);
  }
  const command = async (...args: string[]) => (await promisify(execFile)(process.execPath, [join(BUILT, 'cli.js'), ...args], { env })).stdout;
  return {
    url,
    dataDir,
    command,
    kill: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await command('data', 'remove'); // as root its files lie elsewhere
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
