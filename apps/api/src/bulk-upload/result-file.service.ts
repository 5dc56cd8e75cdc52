import type { Readable } from 'node:stream';
import type { ColumnKey } from '@usher/web-user-sheet/columns';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { writeSheet } from '@usher/web-user-sheet/write-sheet';
import { refuseClosed } from '../access/access';
import type { Actor } from '../access/actor';
import type { BulkUploadAction } from './bulk-upload-action';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import { isMaker, seesEverySpace } from './bulk-upload.policy';
import { NotReady } from './bulk-upload.errors';
import { type BulkUploadRowRepository, type ShownRow } from './bulk-upload-row.repository';
import { type UploadFileService } from './upload-file.service';

const RESULTS: Record<BulkUploadAction, string> = {
  INVITE: 'invited',
  CHANGE_INVITATION: 'invitation changed',
  RENEW_INVITATION: 'invitation renewed',
  CHANGE_MEMBERSHIP: 'membership changed',
  REMOVE_MEMBERSHIP: 'membership removed',
  REMOVE_INVITATION: 'invitation removed',
  NONE: 'unchanged',
};
const OVER = new Set([BulkUploadStatus.DONE, BulkUploadStatus.CANCELLED, BulkUploadStatus.FAILED]);

function resultOf({ action, isFinished }: ShownRow): string {
  if (action === null) return 'skipped';
  return isFinished ? RESULTS[action] : 'not applied';
}

const lineOf = (row: ShownRow) =>
  ({ ...row.cells, result: resultOf(row), problem: row.problems.map(({ message }) => message).join(' ') });

async function* lines(steps: AsyncIterable<ShownRow[]>): AsyncGenerator<SheetCells[]> {
  for await (const rows of steps) yield rows.map(lineOf);
}

/** The file again, with what became of each row (UPL-10); corrected, it can be uploaded as it is (UPL-2). */
export class ResultFileService {
  constructor(private readonly files: UploadFileService, private readonly rows: BulkUploadRowRepository) {}

  /** Its address, once it is done and for its maker, while they see all that is in it (ROL-6, ROL-7). */
  urlOf(actor: Actor, upload: BulkUpload): string | null {
    const isThere = upload.applyingSince !== null && OVER.has(upload.status);
    return isThere && isMaker(actor, upload) && seesEverySpace(actor, upload) ? `/api/bulk-uploads/${upload.id}/result` : null;
  }

  async open(actor: Actor, id: string): Promise<{ format: 'xlsx' | 'csv'; file: Readable }> {
    const upload = await this.files.findOwn(actor, id);
    for (const projectSpaceId of upload.targetSpaceIds) refuseClosed(actor, { projectSpaceId });
    if (!this.urlOf(actor, upload) || !upload.format) throw new NotReady('There is no result yet.');
    const columns = [...upload.columns, 'result', 'problem'] as ColumnKey[];
    return { format: upload.format, file: writeSheet(upload.format, columns, lines(this.rows.walk(upload))) };
  }
}
