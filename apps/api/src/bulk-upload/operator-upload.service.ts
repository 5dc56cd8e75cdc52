import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import { type BulkUpload, type BulkUploadKey, BulkUploadStatus } from './bulk-upload.entity';
import { type BulkUploadRepository } from './bulk-upload.repository';
import { type BulkUploadRowRepository, type ShownRow } from './bulk-upload-row.repository';
import { newUpload } from './new-upload';
import { type UploadFileService } from './upload-file.service';

const MOST_SHOWN = 20;

/** Uploads from the command line, where the operator acts and nobody is signed in. */
export class OperatorUploads {
  constructor(
    private readonly database: DataSource,
    private readonly uploads: BulkUploadRepository,
    private readonly rows: BulkUploadRowRepository,
    private readonly files: UploadFileService,
    private readonly clock: Clock,
  ) {}

  async begin(
    { projectSpaceId, fileName, applyWhenChecked }: Pick<BulkUpload, 'projectSpaceId' | 'fileName' | 'applyWhenChecked'>,
    chunks: AsyncIterable<Buffer>,
  ): Promise<BulkUploadKey> {
    const upload = newUpload({
      projectSpaceId, fileName, applyWhenChecked, renewExpired: false, createdById: null, apiKeyId: null, createdAt: this.clock.now(),
    });
    await this.uploads.add(this.database.manager, upload);
    await this.files.take(upload, chunks);
    return upload;
  }

  async get({ projectSpaceId, id }: BulkUploadKey): Promise<BulkUpload> {
    const upload = await this.uploads.find([projectSpaceId], id);
    if (!upload) throw new Error('The upload is gone.');
    return upload;
  }

  /** The first rows that have a problem. */
  async problems(key: BulkUploadKey): Promise<ShownRow[]> {
    const page = await this.rows.page(key, { withProblems: true }, { limit: MOST_SHOWN, backward: false, from: null });
    return page.rows;
  }

  /** What was only to be looked at: nobody could apply it later. */
  async putAway(key: BulkUploadKey): Promise<void> {
    await this.uploads.advance(
      this.database.manager, key, BulkUploadStatus.READY, { status: BulkUploadStatus.CANCELLED, finishedAt: this.clock.now() });
  }
}
