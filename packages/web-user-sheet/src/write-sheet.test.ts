import { buffer } from 'node:stream/consumers';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { type SheetFormat, writeSheet } from '@usher/web-user-sheet/write-sheet';

const COLUMNS = ['username', 'first_name', 'role'] as const;

async function roundTrip(format: SheetFormat, rows: SheetCells[]): Promise<SheetCells[]> {
  const result = await readSheet(await buffer(writeSheet(format, COLUMNS, rows)));
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
  const file = String(await buffer(writeSheet('csv', ['first_name'], [{ first_name: '=1+1' }, { first_name: 'Ada' }])));
  expect(file.trim().split('\n')).toEqual(['first_name', "'=1+1", 'Ada']);
});
