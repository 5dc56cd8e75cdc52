import type { DataSource } from 'typeorm';
import { MAX_FILE_BYTES } from '@usher/web-user-sheet/sheet';
import type { SheetFormat } from '@usher/web-user-sheet/write-sheet';
import { projectSpaceIdsOf, requireFound, requireIdentified } from '../access/access';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import type { Clock } from '../platform/clock';
import { isUuid } from '../platform/database/keyset';
import type { JobQueue } from '../platform/jobs/job-queue';
import { Refusal } from '../platform/refusal';
import { NotReady } from './bulk-upload.errors';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import { isMaker } from './bulk-upload.policy';
import { type BulkUploadRepository } from './bulk-upload.repository';
import { CHECK_QUEUE } from './bulk-queues';
import { RoomForBodies } from './room-for-bodies';

class TooLarge extends Refusal {
  readonly code = 'TOO_LARGE';
}

const formatOf = (content: Buffer): SheetFormat => (content.subarray(0, 2).toString('latin1') === 'PK' ? 'xlsx' : 'csv');

/** The bytes, no more of them than a file may have. */
async function gather(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) throw new TooLarge('The file is larger than 20 MiB. Split it.');
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** Takes in the file of an upload, and sets its check going. */
export class UploadFileService {
  private readonly room = new RoomForBodies();

  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly uploads: BulkUploadRepository,
    private readonly clock: Clock,
  ) {}

  async receive(actor: Actor, id: string, chunks: AsyncIterable<Buffer>, size: number | null): Promise<void> {
    const upload = await this.findOwn(actor, id);
    await this.room.during(requireIdentified(actor).webUserId, size, async () => await this.take(upload, chunks));
  }

  async take(upload: BulkUpload, chunks: AsyncIterable<Buffer>): Promise<void> {
    if (upload.status !== BulkUploadStatus.AWAITING_FILE) throw new NotReady('The file of this upload is here already.');
    try {
      await this.keep(upload, await gather(chunks));
    } catch (error) {
      if (error instanceof TooLarge) await this.refuse(upload, error);
      throw error;
    }
    this.jobs.nudge(CHECK_QUEUE);
  }

  async findOwn(actor: Actor, id: string): Promise<BulkUpload> {
    const found = isUuid(id) ? await this.uploads.find(projectSpaceIdsOf(actor), id) : null;
    return requireFound(actor, found, Permission.EDIT_WEB_USERS, 'bulkUploadId', (_standing, upload) => isMaker(actor, upload)).thing;
  }

  private async keep(upload: BulkUpload, content: Buffer): Promise<void> {
    const { projectSpaceId, id } = upload;
    await this.database.transaction(async (tx) => {
      const isFirst = await this.uploads.advance(
        tx, upload, BulkUploadStatus.AWAITING_FILE, { status: BulkUploadStatus.CHECKING, format: formatOf(content) });
      if (!isFirst) throw new NotReady('The file of this upload is here already.');
      await this.uploads.putFile(tx, upload, content);
      await this.jobs.send(tx, CHECK_QUEUE, { projectSpaceId, id });
    });
  }

  private async refuse(upload: BulkUpload, { code, message }: TooLarge): Promise<void> {
    const problems = [{ code, message, field: null, retryAfter: null }];
    await this.uploads.advance(this.database.manager, upload, BulkUploadStatus.AWAITING_FILE, {
      status: BulkUploadStatus.REFUSED, problems, finishedAt: this.clock.now(),
    });
  }
}
