import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readHeadings } from './headings';
import { readTable } from './read-table';
import type { Answer } from './reading';
import { SheetRefused, type TableRow } from './table';

const STEP = 500;

const tell = (answer: Answer, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(answer, moved);

function* stepsOf(rows: readonly TableRow[], indexes: number[]): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (let at = 0; at < rows.length; at += STEP) {
    const step = rows.slice(at, at + STEP).map(({ number, cells }) => ({ number, cells: indexes.map((index) => cells[index] ?? '') }));
    yield encoder.encode(JSON.stringify(step));
  }
}

async function start(file: string | Uint8Array): Promise<void> {
  const table = await readTable(typeof file === 'string' ? readFileSync(file) : file);
  const { found, problems } = readHeadings(table);
  if (problems.length > 0) return tell({ problems });
  const steps = [...stepsOf(table.rows, found.map(({ index }) => index))];
  tell({ columns: found.map(({ key }) => key), rowCount: table.rows.length, steps }, steps.map(({ buffer }) => buffer));
}

start(workerData as string | Uint8Array).catch((error: unknown) => {
  if (!(error instanceof SheetRefused)) throw error;
  tell({ problems: [{ code: error.code, message: error.message }] });
});
