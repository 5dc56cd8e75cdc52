import { join } from 'node:path';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { ReadResult, SheetRow } from '@usher/web-user-sheet/sheet';

const fixture = (name: string): string => join(__dirname, '../fixtures', name);

async function rowsOf(result: ReadResult): Promise<SheetRow[]> {
  if (result.problems) throw new Error(JSON.stringify(result.problems));
  const rows: SheetRow[] = [];
  for await (const step of result.rows) rows.push(...step);
  return rows;
}

const read = async (text: string) => await readSheet(Buffer.from(text));

test.each(['people.csv', 'people-libreoffice.xlsx'])('UPL-1: %s is read row by row, as numbered in the spreadsheet', async (name) => {
  const rows = await rowsOf(await readSheet(fixture(name)));
  expect(rows.map(({ number }) => number)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(rows[1]?.cells).toMatchObject({ username: 'Jose.Nunez@Clinic.example', first_name: 'José', role: 'Field Implementer', status: 'Invited' });
  expect(rows[3]?.cells).toMatchObject({ username: 'yuki.tanaka@clinic.example ', last_name: '田中' });
  expect(rows[4]?.cells.first_name).toBe('=HYPERLINK("http://x","y")');
});

test('UPL-6: openpyxl’s native dates, booleans and numbers are read as the text they stand for, from the second sheet, past a blank row', async () => {
  const rows = await rowsOf(await readSheet(fixture('people-openpyxl.xlsx')));
  expect(rows.map(({ number }) => number)).toEqual([2, 3, 4, 6]);
  expect(rows.map(({ cells }) => cells)).toMatchSnapshot();
});

test('UPL-2: all causes of a refusal are named in one message', async () => {
  const { problems } = await read('Username,colour,__proto__,email,EMAIL\n');
  expect(problems).toEqual([
    { code: 'INVALID_COLUMNS', message: 'Missing columns: “role”. Unknown columns: “colour”, “__proto__”. Columns that stand twice: “email”.' },
    { code: 'NO_ROWS', message: 'There are no rows below the headings.' },
  ]);
});

test('UPL-2: headings are matched without regard to case and space, and result and problem are passed over', async () => {
  const result = await read(' USERNAME ;Role;Last_Login (Read Only);Location_Code;location_code 2;result;Problem\na@b.org;Admin;;x;y;done;\n');
  expect(await rowsOf(result)).toEqual([
    { number: 2, cells: { username: 'a@b.org', role: 'Admin', last_login: '', 'location_code 1': 'x', 'location_code 2': 'y' } },
  ]);
});

test('UPL-1: more than 20 MiB are refused', async () => {
  const { problems } = await readSheet(Buffer.alloc(20 * 1024 * 1024 + 1));
  expect(problems?.map(({ code }) => code)).toEqual(['TOO_LARGE']);
});
