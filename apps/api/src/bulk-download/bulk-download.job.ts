import type { DataSource } from 'typeorm';
import type { Standing, WhoActs } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import type { Clock } from '../platform/clock';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { type JobQueue } from '../platform/jobs/job-queue';
import type { PeriodicJob } from '../platform/jobs/periodic-jobs';
import { type BulkDownloadRepository } from './bulk-download.repository';
import { DOWNLOAD_QUEUE, DOWNLOAD_QUEUE_OPTIONS, type DownloadJob, stillSees } from './bulk-download.service';
import { type BulkDownload, DownloadState } from './bulk-download.entity';
import { type DownloadSheets } from './download-sheet.service';

const KEPT_MS = 24 * 60 * 60 * 1000;
/** Below the lease, so that no two work on one. */
const DEADLINE_MS = (DOWNLOAD_QUEUE_OPTIONS.leaseSeconds - 10) * 1000;
const MOST_ATTEMPTS = 3;
const PIECE_BYTES = 1024 * 1024;

/** Makes the files (DWN-2); a process that dies leaves its job to another, which begins anew. */
export class DownloadMaker {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly downloads: BulkDownloadRepository,
    private readonly sheets: DownloadSheets,
    private readonly actors: ActorRepository,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.jobs.work<DownloadJob>(DOWNLOAD_QUEUE, DOWNLOAD_QUEUE_OPTIONS, async (jobId, job) => await this.make(jobId, job));
  }

  private async make(jobId: string, { projectSpaceId, id }: DownloadJob): Promise<void> {
    const download = await this.downloads.begin(projectSpaceId, id);
    if (!download) return;
    const standings = await this.standingsOf(download);
    if (!standings || download.attempts > MOST_ATTEMPTS) return await this.end(jobId, download, { status: DownloadState.FAILED });
    const done = await this.write(download, standings);
    await this.end(jobId, download, {
      status: DownloadState.READY, done, total: done, expiresAt: new Date(this.clock.now().getTime() + KEPT_MS),
    });
  }

  private async end(jobId: string, download: BulkDownload, to: Partial<BulkDownload>): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.downloads.finish(tx, download, to);
      await this.jobs.complete(tx, DOWNLOAD_QUEUE, jobId);
    });
  }

  /** What its maker may see at this moment; null where that is not what they asked for any more (ROL-6). */
  private async standingsOf({ createdById: webUserId, apiKeyId, areas }: BulkDownload): Promise<Standing[] | null> {
    const maker: WhoActs = apiKeyId ? { kind: 'api-key', webUserId, apiKeyId } : { kind: 'web-user', webUserId };
    const standings: Standing[] = [];
    for (const made of areas) {
      const { standings: [standing = null] } = await this.actors.placesNow(this.database.manager, made.projectSpaceId, maker);
      if (!stillSees(standing, made)) return null;
      standings.push(standing);
    }
    return standings;
  }

  private async write(download: BulkDownload, standings: Standing[]): Promise<number> {
    const started = Date.now();
    let written = 0;
    const file = await this.sheets.open({
      standings, filter: download.filter, format: download.format,
      onStep: async (done) => {
        if (Date.now() - started > DEADLINE_MS) throw new Error('A download took longer than its lease.');
        await this.downloads.note(download, written = done);
      },
    });
    let piece: Buffer[] = [];
    let size = 0;
    let position = 0;
    const flush = async () => {
      if (size > 0) await this.downloads.addPiece(download, position, Buffer.concat(piece));
      [piece, size, position] = [[], 0, position + 1];
    };
    for await (const chunk of file) {
      piece.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= PIECE_BYTES) await flush();
    }
    await flush();
    return written;
  }
}

/** DWN-2: kept 24 hours. */
export function lapsedDownloads(downloads: BulkDownloadRepository): PeriodicJob {
  const limit = Math.ceil(CLEANED_AT_ONCE / 100);
  return {
    name: 'clean-up:bulk-downloads', everySeconds: 60 * 60,
    work: async (tx, now) => (await downloads.removeLapsed(tx, now, limit)) === limit,
  };
}
