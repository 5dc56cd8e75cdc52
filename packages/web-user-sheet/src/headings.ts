import { type ColumnKey, type ColumnName, columns, locationColumn } from './columns';
import type { SheetProblem } from './sheet';
import type { Table } from './table';

const byHeading = new Map(columns.flatMap((column) => [column.name, ...column.aliases].map((heading) => [heading, column])));
const NUMBERED = /^(\S+) ([1-9]\d{0,2})$/;

type Meaning = { key: ColumnKey } | { ignored: ColumnName } | null;

/** Without regard to case and surrounding space (UPL-2). */
export function meaningOf(heading: string): Meaning {
  const text = heading.trim().toLowerCase();
  const [, name = text, number = '1'] = NUMBERED.exec(text) ?? [];
  const column = byHeading.get(text) ?? byHeading.get(name);
  if (!column || (!column.numbered && !byHeading.has(text))) return null;
  if (column.ignored) return { ignored: column.name };
  return { key: column.name === 'location_code' ? locationColumn(Number(number)) : column.name };
}

const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

function cause(start: string, names: Iterable<string>): string[] {
  const list = [...names].map((name) => `“${short(name)}”`).join(', ');
  return list === '' ? [] : [`${start}: ${list}.`];
}

export interface ReadColumn {
  key: ColumnKey;
  index: number;
}

/** Which column of the file holds what, and all that is wrong with the headings in one message (UPL-2). */
export function readHeadings({ headings, rows, nameless }: Table): { found: ReadColumn[]; problems: SheetProblem[] } {
  const found: ReadColumn[] = [];
  const seen = new Set<string>();
  const unknown = new Set<string>();
  const repeated = new Set<string>();
  for (const [index, heading] of headings.entries()) {
    const meaning = meaningOf(heading);
    if (meaning === null) {
      if (heading.trim() !== '') unknown.add(heading.trim());
      continue;
    }
    const name = 'key' in meaning ? meaning.key : meaning.ignored;
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
    if ('key' in meaning) found.push({ key: meaning.key, index });
  }
  const missing = columns.filter(({ name, required }) => required && !seen.has(name)).map(({ name }) => name);
  const causes = [
    ...cause('Missing columns', missing), ...cause('Unknown columns', unknown), ...cause('Columns that stand twice', repeated),
    ...cause('Columns without a heading', [...nameless].slice(0, 10).map((index) => `column ${index + 1}`)),
  ];
  const problems: SheetProblem[] = causes.length === 0 ? [] : [{ code: 'INVALID_COLUMNS', message: causes.join(' ') }];
  if (rows.length === 0) problems.push({ code: 'NO_ROWS', message: 'There are no rows below the headings.' });
  return { found, problems };
}
