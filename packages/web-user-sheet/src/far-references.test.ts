import { readSheet } from '@usher/web-user-sheet/read-sheet';
import { workbookOf, sheetOf } from './made-files.fixture';

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

test.each([
  ['&#128512;', '😀'], ['&#x1F600;', '😀'], ['a&#128512;&#128513;b', 'a😀😁b'], ['&#233;&#x20AC;', 'é€'], ['&amp;#128512;', '&#128512;'], ['&#1114112;x', expect.stringMatching(/x$/)],
])('UPL-1: %s in a workbook is read as %p, as openpyxl writes it', async (written, expected) => {
  const rows = `<row>${cell('username')}${cell('role')}${cell('first_name')}</row><row>${cell('a@b.org')}${cell('Admin')}${cell(written)}</row><row>${cell('b@b.org')}${cell('Admin')}${cell(`${written} &lt;`)}</row>`;
  const content = await readSheet(await workbookOf(sheetOf(rows)));
  if (content.problems) throw new Error(JSON.stringify(content.problems));
  for await (const [first, second] of content.rows) {
    expect(first?.cells.first_name).toEqual(expected);
    expect(second?.cells.username).toBe('b@b.org');
    expect(second?.cells.first_name).toMatch(/ <$/);
  }
});
