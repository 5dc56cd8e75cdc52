import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readHeadings } from './headings';
import { readTable } from './read-table';
import type { Answer } from './reading';
import { SheetRefused } from './table';

const STEP = 1000;

const tell = (answer: Answer): void => parentPort?.postMessage(answer);

async function start(file: string | Uint8Array): Promise<void> {
  const table = await readTable(typeof file === 'string' ? readFileSync(file) : file);
  const { found, problems } = readHeadings(table);
  if (problems.length > 0) return tell({ problems });
  tell({ columns: found.map(({ key }) => key), rowCount: table.rows.length });
  let at = 0;
  parentPort?.on('message', () => {
    const rows = table.rows.slice(at, at + STEP);
    at += STEP;
    tell({ rows: rows.map(({ number, cells }) => ({ number, cells: found.map(({ index }) => cells[index] ?? '') })) });
  });
}

start(workerData as string | Uint8Array).catch((error: unknown) => {
  if (!(error instanceof SheetRefused)) throw error;
  tell({ problems: [{ code: error.code, message: error.message }] });
});
