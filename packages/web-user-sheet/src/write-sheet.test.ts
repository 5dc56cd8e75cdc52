import { buffer } from 'node:stream/consumers';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { type SheetFormat, writeSheet } from '@usher/web-user-sheet/write-sheet';
import { array, assert, asyncProperty, emailAddress, record, string } from 'fast-check';
import { type CellObject, read } from 'xlsx';

const COLUMNS = ['username', 'first_name', 'role'] as const;

async function roundTrip(format: SheetFormat, rows: SheetCells[]): Promise<SheetCells[]> {
  const result = await readSheet(await buffer(writeSheet(format, COLUMNS, [rows])));
  if (result.problems) throw new Error(JSON.stringify(result.problems));
  const found: SheetCells[] = [];
  for await (const step of result.rows) found.push(...step.map(({ cells }) => cells));
  return found;
}

const TEXTS = ['=1+1', '+1', '-1', '@x', '\tx', "'=x", "''+x", "'", 'a,b;c"d', 'two\nlines', '<&>', '_x000D_', '007', 'true', ' x '];

test.each(['xlsx', 'csv'] as const)('DWN-3, DWN-5: what is written as .%s is read as it was', async (format) => {
  const rows = TEXTS.map((text, index) => ({ username: `a${index}@b.org`, first_name: text, role: '' }));
  expect(await roundTrip(format, rows)).toEqual(rows);
});

test('DWN-3: a value that a spreadsheet would take for a formula stands in .csv behind an apostrophe', async () => {
  const file = String(await buffer(writeSheet('csv', ['first_name'], [[{ first_name: '=1+1' }, { first_name: 'Ada' }]])));
  expect(file.trim().split('\n')).toEqual(['first_name', "'=1+1", 'Ada']);
});

/** But U+0000, which the database cannot hold. */
const anything = string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
const texts = array(record({ username: emailAddress(), first_name: string({ unit: 'grapheme' }), role: anything }), { minLength: 100, maxLength: 300 });

test.each(['xlsx', 'csv'] as const)('DWN-5: whatever is written as .%s is read unchanged', async (format) => {
  await assert(asyncProperty(texts, async (rows) => {
    expect(await roundTrip(format, rows)).toEqual(rows);
  }), { numRuns: 5, endOnFailure: true });
});

test('DWN-3: no cell of an .xlsx is a formula or a number', async () => {
  const file = await buffer(writeSheet('xlsx', COLUMNS, [[{ username: 'a@b.org', first_name: '=1+1', role: '101' }]]));
  const sheet = read(file).Sheets['users'];
  expect(['A2', 'B2', 'C2'].map((address) => sheet?.[address] as CellObject)).toEqual(
    ['a@b.org', '=1+1', '101'].map((v) => expect.objectContaining({ t: 's', v })));
  expect(JSON.stringify(sheet)).not.toContain('"f":');
});

test('DWN-3: every cell of an .xlsx says where it stands, past column Z too, whatever its text says', async () => {
  const places = Array.from({ length: 30 }, (_, index) => `location_code ${index + 1}` as const);
  const file = await buffer(writeSheet('xlsx', places, [[Object.fromEntries(places.map((place) => [place, `${place} r="A1"`]))]]));
  const sheet = read(file).Sheets['users'];
  expect(['A2', 'Z2', 'AA2', 'AD2'].map((address) => (sheet?.[address] as CellObject | undefined)?.v)).toEqual(
    [1, 26, 27, 30].map((column) => `location_code ${column} r="A1"`));
});
