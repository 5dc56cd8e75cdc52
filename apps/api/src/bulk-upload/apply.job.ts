import type { DataSource } from 'typeorm';
import { holds } from '../access/access';
import { Permission } from '../access/permission';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { inPieces } from '../platform/let-others-through';
import type { JobQueue } from '../platform/jobs/job-queue';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { amendedRows } from './amended-rows';
import { changesSomething } from './bulk-upload-action';
import { type BulkUploadRepository } from './bulk-upload.repository';
import { type BulkUploadRowRepository, type NextRow } from './bulk-upload-row.repository';
import { type BulkUpload, type BulkUploadKey, BulkUploadStatus } from './bulk-upload.entity';
import { APPLY_QUEUE, APPLY_QUEUE_OPTIONS, MOST_FAILURES, ROWS_AT_ONCE } from './bulk-queues';
import { type BulkWriteRepository } from './bulk-write.repository';
import { type Judge } from './judge.service';
import { joinedAreas } from './judged-area';
import { readableRow } from './readable-row';
import { type RowWriter } from './row-writer.service';
import { summaryOf } from './upload-summary';
import { type Uploaders } from './uploader.service';
import { type UploadRow, uploadRow } from './upload-row';

const TURN_MS = 1_000;
const RIGHT_LOST = {
  code: 'INVALID', field: null, retryAfter: null,
  message: 'Whoever uploaded this may not edit web users here any more, so the rest was not applied.',
};

async function addressesOf(rows: UploadRow[]): Promise<string[]> {
  return [...new Set((await inPieces(rows, readableRow)).flatMap((read) => ('row' in read ? read.row.address : [])))];
}

/**
 * Applies a checked upload in batches, each one job and one transaction with its rows' marks, mails and audit events:
 * killed at any point it is taken up again, and every row is applied exactly once (UPL-9).
 */
export class ApplyJob {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly uploads: BulkUploadRepository,
    private readonly rows: BulkUploadRowRepository,
    private readonly writes: BulkWriteRepository,
    private readonly spaces: ProjectSpaceRepository,
    private readonly uploaders: Uploaders,
    private readonly judge: Judge,
    private readonly writer: RowWriter,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.jobs.work<BulkUploadKey>(APPLY_QUEUE, APPLY_QUEUE_OPTIONS, async (jobId, key) => {
      try {
        await this.step(jobId, key);
      } catch (error) {
        if ((await this.uploads.countFailure(key)) < MOST_FAILURES) throw error;
        await this.giveUp(jobId, key);
      }
    });
  }

  private async step(jobId: string, key: BulkUploadKey): Promise<void> {
    await this.database.transaction(async (tx) => {
      const upload = await this.uploads.lock(tx, key);
      if (upload?.status === BulkUploadStatus.APPLYING) await this.takeTurn(tx, upload, key);
      await this.jobs.complete(tx, APPLY_QUEUE, jobId);
    });
  }

  private async takeTurn(tx: Transaction, upload: BulkUpload, key: BulkUploadKey): Promise<void> {
    if (await this.uploads.hasEarlier(tx, upload)) {
      return await this.jobs.send(tx, APPLY_QUEUE, key, new Date(Date.now() + TURN_MS));
    }
    const batch = await this.rows.next(tx, upload, ROWS_AT_ONCE);
    const isGoingOn = batch.length === 0 || (await this.applyBatch(tx, upload, batch));
    if (!isGoingOn) return await this.end(tx, upload, { status: BulkUploadStatus.FAILED, problems: [RIGHT_LOST] });
    if (batch.length < ROWS_AT_ONCE) return await this.end(tx, upload, { status: BulkUploadStatus.DONE });
    return await this.jobs.send(tx, APPLY_QUEUE, key);
  }

  /** False where the uploader has lost the right to it. */
  private async applyBatch(tx: Transaction, upload: BulkUpload, batch: NextRow[]): Promise<boolean> {
    const rows = await inPieces(batch, ({ number, cells }) => uploadRow(number, cells));
    await this.lock(tx, upload, batch, await addressesOf(rows));
    const uploader = await this.uploaders.find(tx, upload);
    const standing = uploader?.standings.find(({ projectSpaceId }) => projectSpaceId === upload.projectSpaceId) ?? null;
    if (!uploader || !holds(standing, Permission.EDIT_WEB_USERS)) return false;
    const judged = await this.judge.judge(tx, uploader.standings, upload.projectSpaceId, rows);
    const { outcomes, mailHeldUntil } = await this.writer.write(tx, uploader, judged, upload.renewExpired);
    await this.rows.amend(tx, upload, amendedRows(batch, outcomes));
    await this.uploads.advance(tx, upload, BulkUploadStatus.APPLYING, {
      progressDone: upload.progressDone + batch.length, failures: 0, areas: joinedAreas(upload.areas, judged),
      finishedThrough: batch.at(-1)?.number, appliedRows: upload.appliedRows + outcomes.filter(changesSomething).length,
      ...(mailHeldUntil && mailHeldUntil > (upload.mailHeldUntil ?? 0) && { mailHeldUntil }),
    });
    return true;
  }

  /** Addresses before project spaces before invitations, as single changes do, so that nobody waits in a ring. */
  private async lock(tx: Transaction, { projectSpaceId }: BulkUploadKey, batch: NextRow[], addresses: string[]): Promise<void> {
    const targets = new Set([projectSpaceId, ...batch.flatMap(({ targetSpaceId }) => targetSpaceId ?? [])]);
    await this.writes.lockAddresses(tx, addresses);
    for (const id of [...targets].sort()) await this.spaces.lock(tx, id);
    for (const id of targets) await this.writes.lockInvitations(tx, id, addresses);
  }

  private async end(tx: Transaction, upload: BulkUploadKey, to: Partial<BulkUpload>): Promise<void> {
    const finishedOnly = to.status !== BulkUploadStatus.DONE;
    const summary = summaryOf(await this.rows.countByAction(upload, { finishedOnly }, tx));
    await this.uploads.advance(tx, upload, BulkUploadStatus.APPLYING, { ...to, summary, finishedAt: this.clock.now() });
  }

  private async giveUp(jobId: string, key: BulkUploadKey): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.end(tx, key, { status: BulkUploadStatus.FAILED });
      await this.jobs.complete(tx, APPLY_QUEUE, jobId);
    });
  }
}
