import type { DataSource } from 'typeorm';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetContent, SheetRow } from '@usher/web-user-sheet/sheet';
import type { Clock } from '../platform/clock';
import { letOthersThrough } from '../platform/let-others-through';
import type { JobQueue } from '../platform/jobs/job-queue';
import { type BulkUploadRepository } from './bulk-upload.repository';
import { type BulkUploadRowRepository, type JudgedRow } from './bulk-upload-row.repository';
import { type BulkUpload, type BulkUploadKey, BulkUploadStatus } from './bulk-upload.entity';
import { APPLY_QUEUE, CHECK_QUEUE, CHECK_QUEUE_OPTIONS, MOST_FAILURES } from './bulk-queues';
import { type Judge, type Judgement } from './judge.service';
import { joinedAreas } from './judged-area';
import { RepeatedRows } from './repeated-rows';
import { usernameRepeated } from './row-problem';
import { summaryOf } from './upload-summary';
import { type Uploaders } from './uploader.service';
import { uploadRow } from './upload-row';

const judgedRow = ({ row, plan, standing, personKey }: Judgement, cells: SheetRow['cells']): JudgedRow => ({
  number: row.number, targetSpaceId: standing?.projectSpaceId ?? null, personKey, username: row.username, domain: row.domain,
  cells: cells as Record<string, string>, action: plan.action, changes: plan.changes, problems: plan.problems, notes: plan.notes,
});

/** Reads an uploaded file and says of each row what it would do; changes nothing else (UPL-3). */
export class CheckJob {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly uploads: BulkUploadRepository,
    private readonly rows: BulkUploadRowRepository,
    private readonly uploaders: Uploaders,
    private readonly judge: Judge,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    await this.jobs.work<BulkUploadKey>(CHECK_QUEUE, CHECK_QUEUE_OPTIONS, async (jobId, key) => {
      try {
        await this.check(jobId, key);
      } catch (error) {
        if ((await this.uploads.countFailure(key)) < MOST_FAILURES) throw error;
        await this.end(jobId, key, { status: BulkUploadStatus.FAILED, finishedAt: this.clock.now() });
      }
    });
  }

  private async check(jobId: string, key: BulkUploadKey): Promise<void> {
    const upload = await this.uploads.find([key.projectSpaceId], key.id);
    if (upload?.status !== BulkUploadStatus.CHECKING) return await this.end(jobId, key, {});
    const content = await readSheet(await this.uploads.getFile(key));
    if (content.problems) {
      const problems = content.problems.map((problem) => ({ ...problem, field: null, retryAfter: null }));
      return await this.end(jobId, key, { status: BulkUploadStatus.REFUSED, problems, finishedAt: this.clock.now() });
    }
    const repeated = await this.judgeAll(upload, content);
    if (repeated) await this.ready(jobId, key, repeated);
    else await this.end(jobId, key, {});
  }

  /** Goes on behind the rows that another process judged before it died; null where it was cancelled meanwhile. */
  private async judgeAll(upload: BulkUpload, { columns, rowCount, rows }: SheetContent): Promise<RepeatedRows | null> {
    const repeated = new RepeatedRows();
    const judged = await this.rows.keys(upload);
    for (const { number, targetSpaceId, personKey } of judged) {
      if (targetSpaceId && personKey) repeated.add(number, targetSpaceId, personKey);
    }
    const last = judged.at(-1)?.number ?? 0;
    let done = judged.length;
    let { areas } = upload;
    const progress = { columns: [...columns], progressTotal: rowCount, failures: 0 };
    let isWritten = Promise.resolve(true);
    try {
      for await (const step of rows) {
        const fresh = step.filter(({ number }) => number > last);
        if (fresh.length === 0) continue;
        const found = await this.judgeStep(upload, fresh);
        areas = joinedAreas(areas, found);
        for (const { row, standing, personKey } of found) {
          if (standing && personKey) repeated.add(row.number, standing.projectSpaceId, personKey);
        }
        await letOthersThrough();
        if (!(await isWritten)) return null;
        isWritten = this.write(upload, found, fresh, { ...progress, areas, progressDone: done += fresh.length });
        isWritten.catch(() => undefined); // it is awaited once the next step is judged, which goes on beside it
      }
      return (await isWritten) ? repeated : null;
    } finally {
      await isWritten.catch(() => undefined); // nothing of a try that fails goes on beside the next
    }
  }

  private async judgeStep(upload: BulkUpload, step: SheetRow[]): Promise<Judgement[]> {
    return await this.database.transaction(async (tx) => {
      const uploader = await this.uploaders.find(tx, upload);
      return await this.judge.judge(
        tx, uploader?.standings ?? [], upload.projectSpaceId, step.map(({ number, cells }) => uploadRow(number, cells)));
    });
  }

  /** False where it was cancelled. */
  private async write(upload: BulkUpload, judged: Judgement[], step: SheetRow[], progress: Partial<BulkUpload>): Promise<boolean> {
    return await this.database.transaction(async (tx) => {
      await this.rows.add(tx, upload, judged.map((one, index) => judgedRow(one, step[index]?.cells ?? {})));
      return await this.uploads.advance(tx, upload, BulkUploadStatus.CHECKING, progress);
    });
  }

  private async ready(jobId: string, key: BulkUploadKey, repeated: RepeatedRows): Promise<void> {
    const applies = await this.database.transaction(async (tx) => {
      await this.jobs.complete(tx, CHECK_QUEUE, jobId);
      const upload = await this.uploads.lock(tx, key);
      if (upload?.status !== BulkUploadStatus.CHECKING) return false;
      await this.rows.refuse(tx, key, repeated.numbers(), usernameRepeated());
      const now = this.clock.now();
      const summary = summaryOf(await this.rows.countByAction(key, { finishedOnly: false }, tx));
      const status = upload.applyWhenChecked ? BulkUploadStatus.APPLYING : BulkUploadStatus.READY;
      await this.uploads.advance(tx, key, BulkUploadStatus.CHECKING, {
        status, summary, checkedAt: now, targetSpaceIds: await this.rows.targets(tx, key),
        ...(upload.applyWhenChecked && { applyingSince: now, progressDone: 0, progressTotal: summary.rows - summary.problems }),
      });
      if (upload.applyWhenChecked) await this.jobs.send(tx, APPLY_QUEUE, key);
      return upload.applyWhenChecked;
    });
    if (applies) this.jobs.nudge(APPLY_QUEUE);
  }

  private async end(jobId: string, key: BulkUploadKey, to: Partial<BulkUpload>): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.uploads.advance(tx, key, BulkUploadStatus.CHECKING, to);
      await this.jobs.complete(tx, CHECK_QUEUE, jobId);
    });
  }
}
