import { type ColumnKey, locationColumn } from '@usher/web-user-sheet/columns';
import type { SheetCells } from '@usher/web-user-sheet/sheet';

/** A member or an open invitation, as a line of the file. */
export interface DownloadRow {
  id: string;
  sortValue: string;
  username: string;
  email: string;
  /** Null of an invitation, as are the dates. */
  firstName: string | null;
  lastName: string | null;
  lastAccessDate: string | null;
  lastLogin: string | null;
  role: string;
  status: 'Active User' | 'Deactivated User' | 'Invited';
  locationCodes: string[];
}

const NOT_THERE = 'N/A';

const FIXED = ['username', 'first_name', 'last_name', 'last_access_date', 'last_login', 'email', 'role', 'status', 'remove'] as const;

const numbered = (count: number) => Array.from({ length: count }, (_, index) => locationColumn(index + 1));

/** DWN-3. */
export function columnsOf(locationCount: number, hasDomain: boolean): ColumnKey[] {
  return [...FIXED, ...numbered(locationCount), ...(hasDomain ? ['domain' as const] : [])];
}

export function cellsOf(row: DownloadRow, domain: string): SheetCells {
  const missing = row.status === 'Invited' ? NOT_THERE : '';
  const { username, email, role, status, firstName, lastName, lastAccessDate, lastLogin, locationCodes } = row;
  const cells: Partial<Record<ColumnKey, string>> = {
    username, email, role, status, domain, remove: '',
    first_name: firstName ?? missing, last_name: lastName ?? missing,
    last_access_date: lastAccessDate ?? missing, last_login: lastLogin ?? missing,
  };
  for (const [index, code] of locationCodes.entries()) cells[locationColumn(index + 1)] = code;
  return cells;
}
