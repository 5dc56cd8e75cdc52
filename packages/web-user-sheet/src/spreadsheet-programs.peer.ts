import { buffer } from 'node:stream/consumers';
import { type ColumnKey } from '@usher/web-user-sheet/columns';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { type SheetFormat, writeSheet } from '@usher/web-user-sheet/write-sheet';
import { SpreadsheetPrograms } from './spreadsheet-programs.fixture';

const COLUMNS: ColumnKey[] = ['username', 'first_name', 'last_name', 'last_access_date', 'role', 'remove', 'location_code 1'];

const programs = new SpreadsheetPrograms();
afterAll(() => programs.end());

/** What programs like to turn into something else. */
const NAMES = [
  '=1+1', '=HYPERLINK("http://example.org")', '+1', '-1', '@x', "'x", "'", 'a,b;c"d', 'two\nlines', '<&>', '007', '1e5', '1/2', 'true', 'TRUE',
  '2026-11-25', '12:30', '50%', '€ 5', ' x ', 'Ünïcödé', 'שלום', '日本語', '😀', '#N/A', '',
];
const ROWS: SheetCells[] = NAMES.map((name, index) => ({
  'username': `person-${index}@example.org`, 'first_name': name, 'last_name': 'N/A', 'last_access_date': '2026-11-25', 'role': 'Read Only',
  'remove': '', 'location_code 1': '0101',
}));
const LINES = [COLUMNS as string[], ...ROWS.map((row) => COLUMNS.map((key) => row[key] ?? ''))];

const fileOf = async (format: SheetFormat) => await buffer(writeSheet(format, COLUMNS, [ROWS]));

async function rowsOf(file: Buffer): Promise<SheetCells[]> {
  const content = await readSheet(file);
  if (content.problems) throw new Error(JSON.stringify(content.problems));
  const rows: SheetCells[] = [];
  for await (const step of content.rows) rows.push(...step.map(({ cells }) => cells));
  return rows;
}

test.each(['xlsx', 'csv'] as const)('DWN-5: what LibreOffice opens and saves again as .%s is read as it was', async (format) => {
  const saved = await programs.savedByLibreOffice(`user.${format}`, await fileOf(format));
  expect(await rowsOf(saved)).toEqual(ROWS);
}, 120_000);

test('DWN-3: of what we write LibreOffice takes no cell for a formula, a number or a date', async () => {
  const saved = await programs.savedByLibreOffice('formulas.xlsx', await fileOf('xlsx'));
  const { title, rows } = await programs.readByOpenpyxl(saved);
  expect(title).toBe('users');
  expect(new Set(rows.flat().filter(([value]) => value !== null).map(([, type]) => type))).toEqual(new Set(['s']));
}, 120_000);

test('DWN-3: openpyxl reads every cell we write as the text it is', async () => {
  const { title, rows } = await programs.readByOpenpyxl(await fileOf('xlsx'));
  expect(title).toBe('users');
  expect(rows.map((row) => row.map(([value]) => value ?? ''))).toEqual(LINES);
  expect(new Set(rows.flat().filter(([value]) => value !== null).map(([, type]) => type))).toEqual(new Set(['s']));
});

test('DWN-5: what openpyxl opens and saves again is read as it was', async () => {
  expect(await rowsOf(await programs.savedByOpenpyxl(await fileOf('xlsx')))).toEqual(ROWS);
});

test('UPL-1, UPL-6: what openpyxl writes is read, with its own dates, booleans and numbers, from the second sheet', async () => {
  const file = await programs.writtenByOpenpyxl([
    ['Username', 'ROLE', 'remove', 'last_access_date (read only)', 'location_code 1'],
    ['a@example.org', 'Read Only', true, 'date:2026-11-25', 101], [], ['b@example.org', 'Admin', false, null, '007'],
  ]);
  expect(await rowsOf(file)).toEqual([
    { 'username': 'a@example.org', 'role': 'Read Only', 'remove': 'TRUE', 'last_access_date': '2026-11-25', 'location_code 1': '101' },
    { 'username': 'b@example.org', 'role': 'Admin', 'remove': 'FALSE', 'last_access_date': '', 'location_code 1': '007' },
  ]);
});
