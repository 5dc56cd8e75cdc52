import { type ColumnKey, type ColumnName, columns, locationColumn } from './columns';
import type { SheetProblem } from './sheet';
import { isBlank, type Table } from './table';

const byHeading = new Map(columns.flatMap((column) => [column.name, ...column.aliases].map((heading) => [heading, column])));
const NUMBERED = /^(\S+) (\d{1,3})$/;

type Meaning = { key: ColumnKey } | { ignored: ColumnName } | null;

/** Without regard to case and surrounding space (UPL-2). */
export function meaningOf(heading: string): Meaning {
  const text = heading.trim().toLowerCase();
  const [, name = text, number] = NUMBERED.exec(text) ?? [];
  const column = byHeading.get(text) ?? byHeading.get(name);
  if (!column) return null;
  if (column.ignored) return { ignored: column.name };
  if (column.name === 'location_code') return Number(number ?? 1) > 0 ? { key: locationColumn(Number(number ?? 1)) } : null;
  return byHeading.has(text) ? { key: column.name as ColumnKey } : null;
}

const listed = (names: Iterable<string>): string => [...names].map((name) => `“${name.length > 60 ? `${name.slice(0, 60)}…` : name}”`).join(', ');
const sentence = (start: string, names: Iterable<string>): string[] => {
  const list = listed(names);
  return list === '' ? [] : [`${start}: ${list}.`];
};

export interface ReadColumn {
  key: ColumnKey;
  index: number;
}

/** Which column of the file holds what, and all that is wrong with the headings in one message (UPL-2). */
export function readHeadings({ headings, rows }: Table): { found: ReadColumn[]; problems: SheetProblem[] } {
  const found: ReadColumn[] = [];
  const seen = new Set<string>();
  const unknown = new Set<string>();
  const repeated = new Set<string>();
  const nameless: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const meaning = meaningOf(heading);
    if (heading.trim() === '') {
      if (!isBlank(rows.map(({ cells }) => cells[index] ?? ''))) nameless.push(`column ${index + 1}`);
    } else if (meaning === null) {
      unknown.add(heading.trim());
    } else {
      const name = 'key' in meaning ? meaning.key : meaning.ignored;
      if (seen.has(name)) repeated.add(name);
      seen.add(name);
      if ('key' in meaning) found.push({ key: meaning.key, index });
    }
  }
  const missing = columns.filter(({ name, required }) => required && !seen.has(name)).map(({ name }) => name);
  const causes = [
    ...sentence('Missing columns', missing), ...sentence('Unknown columns', unknown),
    ...sentence('Columns that stand twice', repeated), ...sentence('Columns without a heading', nameless),
  ];
  const problems: SheetProblem[] = causes.length === 0 ? [] : [{ code: 'INVALID_COLUMNS', message: causes.join(' ') }];
  if (rows.length === 0) problems.push({ code: 'NO_ROWS', message: 'There are no rows below the headings.' });
  return { found, problems };
}
