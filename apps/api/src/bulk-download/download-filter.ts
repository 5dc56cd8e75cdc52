export enum FileFormat {
  XLSX = 'XLSX',
  CSV = 'CSV',
}

export enum DownloadRowStatus {
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
  INVITED = 'INVITED',
}

/** Which rows a download has (DWN-1). */
export interface DownloadFilter {
  search?: string | null;
  roleIds?: string[] | null;
  locationIds?: string[] | null;
  statuses?: DownloadRowStatus[] | null;
}

export interface DownloadRequest extends DownloadFilter {
  projectSpaceId: string;
  alsoProjectSpaceIds?: string[] | null;
  format?: FileFormat | null;
}

const wanted = ({ statuses }: DownloadFilter, status: DownloadRowStatus): boolean => !statuses?.length || statuses.includes(status);

export const wantsInvitations = (filter: DownloadFilter): boolean => wanted(filter, DownloadRowStatus.INVITED);

/** Of members only those who are active, only those who are not, both (null), or none at all. */
export function memberStatus(filter: DownloadFilter): { active: boolean | null } | 'none' {
  const active = wanted(filter, DownloadRowStatus.ACTIVE);
  const deactivated = wanted(filter, DownloadRowStatus.DEACTIVATED);
  if (!active && !deactivated) return 'none';
  return { active: active && deactivated ? null : active };
}
