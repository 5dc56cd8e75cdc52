import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetRow } from '@usher/web-user-sheet/sheet';
import { sheetOf, workbookOf } from './made-files.fixture';
import { piecesOf } from './sheet-pieces';

const ROWS = 4_000;
const LONG = 'x'.repeat(1500);
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** Large enough to be read in pieces, where its rows say their numbers. */
function bigSheet(row: (number: number, cells: string) => string): string {
  const rows = Array.from({ length: ROWS }, (_, index) => row(index + 2, cell(`a${index}@b.org`) + cell('Admin') + cell(LONG)));
  return sheetOf(row(1, cell('username') + cell('role') + cell('first_name')) + rows.join(''));
}

async function rowsOf(file: Buffer): Promise<SheetRow[]> {
  const result = await readSheet(file);
  if (result.problems) throw new Error(JSON.stringify(result.problems));
  const found: SheetRow[] = [];
  for await (const step of result.rows) found.push(...step);
  return found;
}

const numbered = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;

const FORMS: Record<string, (number: number, cells: string) => string> = {
  'rows that say their numbers': numbered,
  'rows that say nothing': (_, cells) => `<row>${cells}</row>`,
  'rows with a prefix': (number, cells) => `<x:row r="${number}">${cells}</x:row>`,
  'rows with a blank one after each': (number, cells) => `<row r="${number * 2 - 1}">${cells}</row><row r="${number * 2}"/>`,
};

test.each(Object.entries(FORMS))('UPL-1: a sheet of 6 MB is read whole, with %s', async (form, row) => {
  const rows = await rowsOf(await workbookOf(bigSheet(row)));
  const apart = form.includes('blank') ? 2 : 1;
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_, index) => 1 + (index + 1) * apart));
  expect(rows.every(({ cells }, index) => cells.username === `a${index}@b.org` && cells.first_name === LONG)).toBe(true);
});

test('UPL-1: a formula that Excel writes once for many rows is read in all of them', async () => {
  const formula = (number: number) => `<c t="str"><f t="shared" si="0"${number === 2 ? ' ref="D2:D40000"' : ''}>${number === 2 ? 'B2' : ''}</f></c>`;
  const sheet = bigSheet((number, cells) => numbered(number, cells + (number === 1 ? cell('email') : formula(number))));
  expect((await rowsOf(await workbookOf(sheet))).at(-1)?.cells.email).toBe(`=B${ROWS + 1}`);
});

test('UPL-9: SheetJS gets such a sheet in pieces, whose size does not grow with the sheet', () => {
  const pieces = [...piecesOf(Buffer.from(bigSheet(numbered)), 0)];
  expect(pieces.length).toBeGreaterThan(2);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2.1 * 1024 * 1024);
});

test('UPL-9: but one that has most of its text beside it at once, lest that is read many times', () => {
  expect([...piecesOf(Buffer.from(bigSheet(numbered)), 2 * 1024 * 1024)]).toHaveLength(1);
});
