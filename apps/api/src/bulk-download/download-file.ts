import type { BulkDownload } from './bulk-download.entity';
import { FileFormat } from './download-filter';

type File = Pick<BulkDownload, 'id' | 'format'>;

/** DWN-3. */
export const fileNameOf = ({ format }: File): string => (format === FileFormat.CSV ? 'user.csv' : 'user.xlsx');

export const mediaTypeOf = ({ format }: File): string => (format === FileFormat.CSV
  ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');

/** Without a host (ACC-4). */
export const downloadPath = (file: File): string => `/api/bulk-downloads/${file.id}/${fileNameOf(file)}`;
