import type { Transaction } from '../platform/database/data-source';
import { BulkUploadStatus } from './bulk-upload.entity';
import { summaryOf } from './upload-summary';

const { AWAITING_FILE, CHECKING, READY, CANCELLED } = BulkUploadStatus;

/** Uploads that came to nothing. */
export class LapseRepository {
  /** Those whose file never came, and those that nobody applied; from now on they are kept as history alone (UPL-9, UPL-10). */
  async endForgotten(tx: Transaction, now: Date, checkedBefore: Date, announcedBefore: Date): Promise<void> {
    await tx.query(
      `UPDATE bulk_uploads SET status = $1, finished_at = $2, summary = $3
       WHERE (status = $4 AND checked_at <= $5) OR (status = $6 AND created_at <= $7)`,
      [CANCELLED, now, summaryOf([]), READY, checkedBefore, AWAITING_FILE, announcedBefore]);
  }

  /** What was never applied has no result to look at. */
  async removeRows(tx: Transaction, createdBefore: Date, limit: number): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM bulk_upload_rows WHERE ctid = ANY(ARRAY(
         SELECT r.ctid FROM bulk_upload_rows r
         JOIN bulk_uploads b ON b.project_space_id = r.project_space_id AND b.id = r.upload_id
         WHERE b.status = $1 AND b.applying_since IS NULL AND b.created_at <= $2 LIMIT $3))`, [CANCELLED, createdBefore, limit]);
    return count;
  }

  /** A file is read once, by the check; from then on its rows are kept. */
  async removeFiles(tx: Transaction, limit: number): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `DELETE FROM bulk_upload_files WHERE ctid = ANY(ARRAY(
         SELECT f.ctid FROM bulk_upload_files f
         JOIN bulk_uploads b ON b.project_space_id = f.project_space_id AND b.id = f.upload_id
         WHERE b.status <> ALL($1) LIMIT $2))`, [[AWAITING_FILE, CHECKING], limit]);
    return count;
  }
}
