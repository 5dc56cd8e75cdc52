import type { Readable } from 'node:stream';
import type { ColumnKey } from './columns';
import type { SheetCells } from './sheet';
import { writeCsv } from './write-csv';
import { writeXlsx } from './write-xlsx';

export type SheetFormat = 'xlsx' | 'csv';
export type SheetSource = AsyncIterable<SheetCells> | Iterable<SheetCells>;

async function* linesOf(columns: readonly ColumnKey[], rows: SheetSource): AsyncGenerator<string[]> {
  yield [...columns];
  for await (const cells of rows) yield columns.map((key) => cells[key] ?? '');
}

/** The file as a stream of bytes; it asks for rows only as fast as somebody reads (DWN-4). All cells are text (DWN-3). */
export function writeSheet(format: SheetFormat, columns: readonly ColumnKey[], rows: SheetSource): Readable {
  const lines = linesOf(columns, rows);
  return format === 'csv' ? writeCsv(lines) : writeXlsx(lines);
}
