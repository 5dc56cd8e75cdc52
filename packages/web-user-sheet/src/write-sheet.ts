import type { Readable } from 'node:stream';
import type { ColumnKey } from './columns';
import type { SheetCells } from './sheet';
import { writeCsv } from './write-csv';
import { writeXlsx } from './write-xlsx';

export type SheetFormat = 'xlsx' | 'csv';
type Step = readonly SheetCells[];
/** Rows in steps: to wait for each alone would cost more than to write it. */
export type SheetSource = AsyncIterable<Step> | Iterable<Step>;

async function* linesOf(columns: readonly ColumnKey[], rows: SheetSource): AsyncGenerator<string[][]> {
  yield [[...columns]];
  for await (const step of rows) yield step.map((cells) => columns.map((key) => cells[key] ?? ''));
}

/** The file as a stream of bytes; it asks for rows only as fast as somebody reads (DWN-4). All cells are text (DWN-3). */
export function writeSheet(format: SheetFormat, columns: readonly ColumnKey[], rows: SheetSource): Readable {
  const lines = linesOf(columns, rows);
  return format === 'csv' ? writeCsv(lines) : writeXlsx(lines);
}
