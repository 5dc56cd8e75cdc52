import { randomUUID } from 'node:crypto';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';

type Announced = Pick<BulkUpload, 'projectSpaceId' | 'fileName' | 'applyWhenChecked' | 'renewExpired' | 'createdById' | 'apiKeyId' | 'createdAt'>;

/** An upload whose file has yet to come. */
export const newUpload = (announced: Announced): BulkUpload => ({
  ...announced, fileName: announced.fileName.replace(/[\p{Cc}\p{Cs}]/gu, ''), id: randomUUID(), status: BulkUploadStatus.AWAITING_FILE,
  problems: [], columns: [], format: null, progressDone: 0, progressTotal: null, summary: null, appliedRows: 0, finishedThrough: 0, failures: 0,
  targetSpaceIds: [], areas: [], mailHeldUntil: null, checkedAt: null, applyingSince: null, finishedAt: null,
});
