import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binariesAt } from './binaries';
import { type Cluster, connect, initialize, isAlive, launch, runningPostmaster, shutDown } from './cluster';
import { dataPlace } from './data-place';

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
}

const PASSWORD_FILE = 'database-password';
const OWNER_FILE = 'database-owner';

function keptPassword(home: string): string {
  const file = join(home, PASSWORD_FILE);
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Whether another Usher that lives is looking after this database. */
function hasOtherOwner(home: string): boolean {
  const file = join(home, OWNER_FILE);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Brings up the embedded PostgreSQL of a data folder. One that is still there from a process that was killed is taken
 * over with all it holds; one that another living Usher looks after is used beside it, and left running at the end.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<RunningPostgres> {
  const { home, place } = dataPlace(dataDir);
  const cluster: Cluster = {
    bin: await binariesAt(place), data: join(place, 'postgres'), password: keptPassword(home),
  };
  const isGuest = hasOtherOwner(home);
  if (!isGuest) writeFileSync(join(home, OWNER_FILE), String(process.pid));
  const running = runningPostmaster(cluster.data);
  if (running) return await use(cluster, running, isGuest);
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) {
    rmSync(cluster.data, { recursive: true, force: true });
    await initialize(cluster);
  }
  const { child, port } = await launch(cluster);
  const { pid } = child;
  if (pid === undefined) throw new Error('The embedded database could not be started.');
  return await use(cluster, { pid, port }, isGuest);
}

async function use(cluster: Cluster, { pid, port }: { pid: number; port: number }, isGuest: boolean): Promise<RunningPostgres> {
  const url = await connect(cluster, port, () => isAlive(pid));
  return { url, stop: async () => { if (!isGuest) await shutDown(pid); } };
}

/** A PostgreSQL for tests: in a temporary folder, without waiting for the disk, gone when it stops. */
export async function startEphemeralPostgres(): Promise<RunningPostgres> {
  const place = mkdtempSync(join(tmpdir(), 'usher-postgres-'));
  chmodSync(place, 0o755);
  const cluster: Cluster = {
    bin: await binariesAt(place), data: join(place, 'postgres'), password: randomBytes(24).toString('base64url'),
  };
  await initialize(cluster);
  const { child, port } = await launch(cluster, [
    'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300', 'autovacuum=off',
  ]);
  const pid = child.pid ?? 0;
  const url = await connect(cluster, port, () => isAlive(pid));
  return {
    url,
    stop: async () => {
      await shutDown(pid);
      rmSync(place, { recursive: true, force: true });
    },
  };
}
