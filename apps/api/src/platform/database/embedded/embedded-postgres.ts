import { rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { binariesFor } from './binaries';
import { type Cluster, clusterAt, clusterIn, initialize, urlOf } from './cluster';
import { temporaryPlace } from './data-place';
import { findPostmaster } from './pid-file';
import { launch, type Launched, shutDown } from './postmaster';
import { stopIfUnused, Usage } from './usage';
import { discardAfterOurEnd, stopAfterOurEnd } from './watch-over';

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
}

const START_MS = 60_000;
/** Waits between launches: what a killed PostgreSQL leaves behind needs a moment to go. */
const LAUNCH_AGAIN_MS = [200, 500, 1_000, 2_000, 4_000];
const WRONG_PASSWORD = '28P01';

const isHopeless = (error: unknown) => (error as { code?: string }).code === WRONG_PASSWORD;

interface Used {
  usage: Usage;
  port: number;
}

/** Uses the PostgreSQL that runs on these files, or launches one. Of several at once one launches, and all use it. */
async function useOrLaunch(cluster: Cluster, bin: string, settings: string[] = []): Promise<Used> {
  const deadline = Date.now() + START_MS;
  const waits = [...LAUNCH_AGAIN_MS];
  let launched: Launched | undefined;
  for (;;) {
    const postmaster = findPostmaster(cluster.data) ?? (launched?.hasEnded() ? undefined : launched);
    if (postmaster) {
      try {
        const usage = await Usage.begin(cluster, postmaster.port);
        launched?.detach();
        return { usage, port: postmaster.port };
      } catch (error) {
        if (isHopeless(error) || Date.now() > deadline) {
          if (launched) await shutDown(cluster.data, launched.pid);
          throw error;
        }
        await sleep(30);
      }
    } else {
      const wait = launched ? waits.shift() : 0;
      if (wait === undefined) throw new Error(`The embedded database does not start: ${launched?.lastWords()}`);
      await sleep(wait);
      launched = await launch(cluster, bin, settings);
    }
  }
}

/**
 * Brings up the embedded PostgreSQL of a data folder. One that is still there from a process that was killed is taken
 * over with all it holds; several Ushers use one together, and the last of them stops it, however it ends.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<RunningPostgres> {
  const cluster = clusterIn(dataDir);
  const bin = await binariesFor(cluster.owner, cluster.place);
  await initialize(cluster, bin);
  const watcher = stopAfterOurEnd(dataDir);
  const { usage, port } = await useOrLaunch(cluster, bin);
  return {
    url: urlOf(cluster, port),
    stop: async () => {
      await usage.end();
      await stopIfUnused(cluster);
      watcher.kill();
    },
  };
}

const WITHOUT_CARE = [
  'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300', 'autovacuum=off',
];

/** A PostgreSQL for tests: in a temporary folder, without waiting for the disk, gone when it stops or we end. */
export async function startEphemeralPostgres(): Promise<RunningPostgres> {
  const cluster = clusterAt(temporaryPlace(), randomBytes(24).toString('base64url'));
  const bin = await binariesFor(cluster.owner, cluster.place);
  await initialize(cluster, bin, ['--no-sync']);
  const { usage, port } = await useOrLaunch(cluster, bin, WITHOUT_CARE);
  const watcher = discardAfterOurEnd(findPostmaster(cluster.data)?.pid ?? 0, cluster.place);
  return {
    url: urlOf(cluster, port),
    stop: async () => {
      await usage.end();
      await shutDown(cluster.data, findPostmaster(cluster.data)?.pid ?? 0);
      rmSync(cluster.place, { recursive: true, force: true });
      watcher.kill();
    },
  };
}
