import { buffer } from 'node:stream/consumers';
import { readSheet } from '@usher/web-user-sheet/read-sheet';
import type { SheetCells } from '@usher/web-user-sheet/sheet';
import { writeSheet } from '@usher/web-user-sheet/write-sheet';
import { sheetOf, workbookOf } from './made-files.fixture';

const TEXTS = ['r="A1"', "r='B7'", 'x=r="XFD1048576"', "'r='", '<c r="A1">', 'Ana r="C2" Silva', '" r="A9', 'attr="1"', 'ß r="A1" 😀'];

async function cellsOf(file: Buffer): Promise<SheetCells[]> {
  const result = await readSheet(file);
  if (result.problems) throw new Error(JSON.stringify(result.problems));
  const found: SheetCells[] = [];
  for await (const step of result.rows) found.push(...step.map(({ cells }) => cells));
  return found;
}

const rows = TEXTS.map((text) => ({ username: text, role: text, email: 'a@b.org' }));

test('DWN-5: a text that looks like a cell’s reference is read where it was written', async () => {
  expect(await cellsOf(await buffer(writeSheet('xlsx', ['username', 'role', 'email'], [rows])))).toEqual(rows);
});

const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const FORMS: [string, (text: string) => string][] = [
  ['inline strings', (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`],
  ['what formulas gave', (text) => `<c t="str"><f>CONCAT(r="A1")</f><v>${text}</v></c>`],
  ['a prefix', (text) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`],
];

test.each(FORMS)('UPL-1: nor does it move a cell that has no reference, in %s', async (_form, cell) => {
  const row = (texts: string[]) => `<row>${texts.map((text) => cell(escaped(text))).join('')}</row>`;
  const lines = [row(['username', 'role', 'email']), ...rows.map(({ username, role, email }) => row([username, role, email]))];
  expect(await cellsOf(await workbookOf(sheetOf(lines.join(''))))).toEqual(rows);
});
