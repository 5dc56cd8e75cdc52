import { type CellObject, read, type WorkBook } from 'xlsx';
import { cellText } from './cell-text';
import { isBlank, SheetRefused, type Table } from './table';

const SHEET_NAME = 'users';

/** Sheet `users`, else the first (UPL-1). */
const chosen = ({ SheetNames }: WorkBook): number =>
  Math.max(0, SheetNames.findIndex((name) => name.trim().toLowerCase() === SHEET_NAME));

function open(bytes: Uint8Array): Table {
  const index = chosen(read(bytes, { type: 'array', bookSheets: true }));
  const book = read(bytes, {
    type: 'array', sheets: index, dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true,
  });
  const sheet = book.Sheets[book.SheetNames[index] ?? ''];
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const grid = (sheet?.['!data'] ?? []) as (CellObject | undefined)[][];
  const rows = Array.from(grid, (cells, at) => ({ number: at + 1, cells: Array.from(cells ?? [], (cell) => cellText(cell, date1904)) }));
  return { headings: rows[0]?.cells ?? [], rows: rows.slice(1).filter(({ cells }) => !isBlank(cells)) };
}

export function readXlsx(bytes: Uint8Array): Table {
  try {
    return open(bytes);
  } catch {
    throw new SheetRefused('NOT_A_SPREADSHEET', 'This .xlsx file is damaged. Open it in a spreadsheet program and save it again.');
  }
}
