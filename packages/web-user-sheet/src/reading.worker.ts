import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readHeadings } from './headings';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import type { Answer } from './reading';
import { MAX_ROWS } from './sheet';
import { SheetRefused, type Table } from './table';

const STEP = 1000;
const ZIP = [0x50, 0x4b, 0x03, 0x04];

const tell = (answer: Answer): void => parentPort?.postMessage(answer);

function readTable(file: string | Uint8Array): Table {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  return ZIP.every((byte, index) => bytes[index] === byte) ? readXlsx(bytes) : readCsv(bytes);
}

function start(): void {
  const table = readTable(workerData as string | Uint8Array);
  const { found, problems } = readHeadings(table);
  const { length: rowCount } = table.rows;
  if (rowCount > MAX_ROWS) problems.push({ code: 'TOO_LARGE', message: `There are more than ${MAX_ROWS.toLocaleString('en')} rows. Split the file.` });
  if (problems.length > 0) return tell({ problems });
  tell({ columns: found.map(({ key }) => key), rowCount });
  let at = 0;
  parentPort?.on('message', () => {
    const rows = table.rows.slice(at, at + STEP);
    at += STEP;
    tell({ rows: rows.map(({ number, cells }) => ({ number, cells: found.map(({ index }) => cells[index] ?? '') })) });
  });
}

try {
  start();
} catch (error) {
  if (!(error instanceof SheetRefused)) throw error;
  tell({ problems: [{ code: error.code, message: error.message }] });
}
