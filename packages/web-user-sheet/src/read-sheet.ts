import { stat } from 'node:fs/promises';
import type { ColumnKey } from './columns';
import { answerTo, type ReadingLimits } from './reading';
import { MAX_FILE_BYTES, type ReadResult, type SheetRow } from './sheet';
import { SheetRefused, type TableRow } from './table';

const LIMITS: ReadingLimits = { seconds: 120, heapMegabytes: 512 };

const rowOf = (columns: readonly ColumnKey[], { number, cells }: TableRow): SheetRow => ({
  number, cells: Object.fromEntries(columns.map((key, index) => [key, cells[index] ?? ''])),
});

/** What was walked is let go. */
async function* walk(steps: Uint8Array[], columns: readonly ColumnKey[]): AsyncGenerator<SheetRow[]> {
  const decoder = new TextDecoder();
  for (let step = steps.shift(); step; step = steps.shift()) {
    yield (JSON.parse(decoder.decode(step)) as TableRow[]).map((row) => rowOf(columns, row));
  }
}

async function open(file: string | Uint8Array, limits: ReadingLimits): Promise<ReadResult> {
  const size = typeof file === 'string' ? (await stat(file)).size : file.byteLength;
  if (size > MAX_FILE_BYTES) throw new SheetRefused('TOO_LARGE', 'The file is larger than 20 MiB. Split it.');
  const { problems, columns = [], rowCount = 0, steps = [] } = await answerTo(file, limits);
  return problems ? { problems } : { columns, rowCount, rows: walk(steps, columns) };
}

/** Reads an .xlsx or .csv file, given by its path or its bytes, in a thread of its own; refuses it as a whole with all causes (UPL-1, UPL-2). */
export async function readSheet(file: string | Uint8Array, limits: Partial<ReadingLimits> = {}): Promise<ReadResult> {
  try {
    return await open(file, { ...LIMITS, ...limits });
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error;
    return { problems: [{ code: error.code, message: error.message }] };
  }
}
