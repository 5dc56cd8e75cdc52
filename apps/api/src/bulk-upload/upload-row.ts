/** Columns that are shown and never changed by an upload (UPL-4). */
export const IGNORED_COLUMNS = ['first_name', 'last_name', 'last_access_date', 'last_login', 'email', 'status'] as const;
export type IgnoredValues = Partial<Record<(typeof IGNORED_COLUMNS)[number], string>>;

/** A row as it stands in the sheet; blank is ''. */
export interface UploadRow {
  number: number;
  username: string;
  domain: string;
  role: string;
  remove: string;
  /** Those that are filled in, the primary first; null where the file has no such column (UPL-5). */
  locationCodes: string[] | null;
  ignored: IgnoredValues;
}

const LOCATION = /^location_code (\d+)$/;

/** Puts the cells of one row where they belong. */
export function uploadRow(number: number, cells: Readonly<Record<string, string | undefined>>): UploadRow {
  const places = Object.keys(cells).filter((key) => LOCATION.test(key))
    .sort((one, other) => Number(LOCATION.exec(one)?.[1]) - Number(LOCATION.exec(other)?.[1]));
  const codes = places.map((key) => cells[key]?.trim() ?? '').filter((code) => code !== '');
  return {
    number, username: cells.username ?? '', domain: (cells.domain ?? '').trim(), role: (cells.role ?? '').trim(),
    remove: cells.remove ?? '',
    locationCodes: places.length === 0 ? null : [...new Map(codes.map((code) => [code.toLowerCase(), code])).values()],
    ignored: Object.fromEntries(IGNORED_COLUMNS.filter((name) => cells[name] !== undefined).map((name) => [name, cells[name]?.trim()])),
  };
}
