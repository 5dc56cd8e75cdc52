import type { CreateBulkDownloadInput, DownloadFragment, FileFormat } from '../../gql/graphql';
import { texts } from '../../texts';

const t = texts.bulkDownload;

type DownloadStatus = DownloadFragment['status'];
export type RowStatus = keyof typeof t.statusLabels;

/** What the filters hold. */
export interface Wanted {
  search: string;
  roleIds: string[];
  locationIds: string[];
  statuses: RowStatus[];
  otherSpaceIds: string[];
  format: FileFormat;
}

export const EVERYBODY: Wanted = { search: '', roleIds: [], locationIds: [], statuses: [], otherSpaceIds: [], format: 'XLSX' };

const some = <Item>(items: Item[]): Item[] | null => (items.length > 0 ? items : null);

/** What the API is asked for: an empty filter narrows nothing (DWN-1). */
export const inputOf = (projectSpaceId: string, wanted: Wanted): CreateBulkDownloadInput => ({
  projectSpaceId, search: wanted.search.trim() || null, roleIds: some(wanted.roleIds), locationIds: some(wanted.locationIds),
  statuses: some(wanted.statuses), alsoProjectSpaceIds: some(wanted.otherSpaceIds), format: wanted.format,
});

const TONES: Record<DownloadStatus, string> = { WORKING: 'blue', READY: 'green', FAILED: 'red', EXPIRED: 'gray' };

export const statusLabel = (status: DownloadStatus) => ({ label: t.states[status], tone: TONES[status] });

/** What its page says of it. */
export function sentenceOf({ status, rowCount, downloadUrl }: Pick<DownloadFragment, 'status' | 'rowCount' | 'downloadUrl'>): string {
  if (status === 'READY') return downloadUrl ? t.ready(rowCount ?? 0) : t.withheld;
  return { WORKING: t.working, FAILED: t.failed, EXPIRED: t.expired }[status];
}

export const shareOf = ({ done, total }: DownloadFragment['progress']): number => (total ? Math.min(100, (done / total) * 100) : 0);
