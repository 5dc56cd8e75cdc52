import { readSheet } from '@usher/web-user-sheet/read-sheet';
import { HEADINGS, measure, sheetOf, workbookOf, zipOf } from './made-files.fixture';

const ROW = '<row><c t="inlineStr"><is><t>a@b.org</t></is></c><c t="inlineStr"><is><t>Admin</t></is></c></row>';
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const bomb = async (before: string, middle: string, times: number, after: string) => await workbookOf(function* parts(): Iterable<Buffer> {
  yield Buffer.from(before);
  const chunk = Buffer.from(middle);
  for (let left = times; left > 0; left -= 1) yield chunk;
  yield Buffer.from(after);
});

const [START, END] = sheetOf(`${HEADINGS}|`).split('|') as [string, string];

const REFUSED: Record<string, [() => Promise<Buffer> | Buffer, RegExp]> = {
  'an empty file': [() => Buffer.alloc(0), /empty/],
  'a picture': [() => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /neither an \.xlsx nor a \.csv/],
  'text in another character set': [() => Buffer.from('username,role\nJos\xe9,Admin', 'latin1'), /CSV UTF-8/],
  'an .xls': [() => OLD_OFFICE, /\.xls kind/],
  'an encrypted file': [() => Buffer.concat([OLD_OFFICE, Buffer.from('EncryptedPackage', 'utf16le')]), /password/],
  'a renamed .docx': [async () => await zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), /text document/],
  'an .ods': [async () => await zipOf({ 'content.xml': '<office/>' }), /OpenDocument/],
  'an archive': [async () => await zipOf({ 'readme.txt': 'x' }), /archive/],
  'a truncated file': [async () => (await workbookOf(sheetOf(HEADINGS + ROW))).subarray(0, 500), /damaged/],
  'macros': [async () => await workbookOf(sheetOf(HEADINGS + ROW), { 'xl/vbaProject.bin': 'x' }), /macros/],
  'a DOCTYPE': [async () => await workbookOf(`<!DOCTYPE x [<!ENTITY a "b">]>${sheetOf(HEADINGS + ROW)}`), /DOCTYPE/],
  'a DOCTYPE in another part': [async () => await workbookOf(sheetOf(HEADINGS + ROW), { 'xl/styles.xml': '<!DOCTYPE x><a/>' }), /DOCTYPE/],
  '10,000 entries': [async () => await workbookOf(sheetOf(HEADINGS + ROW), Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`xl/${index}.xml`, '<a/>']))), /more parts/],
  'a .csv whose quotation marks do not match': [() => Buffer.from('username,role\n"a@b.org,Admin\n'), /quotation marks/],
};

test.each(Object.entries(REFUSED))('UPL-1, UPL-2: %s is refused in plain words', async (_, [file, words]) => {
  const { problems } = await readSheet(await file());
  expect(problems).toEqual([{ code: 'NOT_A_SPREADSHEET', message: expect.stringMatching(words) as string }]);
});

test('UPL-1: an entry that climbs out of the archive is refused', async () => {
  const climbing = await workbookOf(sheetOf(HEADINGS + ROW), { 'xl/aa/bb.xml': '<a/>' });
  const file = Buffer.from(climbing.toString('latin1').replaceAll('xl/aa/bb.xml', '../../bb.xml'), 'latin1');
  expect((await readSheet(file)).problems?.map(({ code }) => code)).toEqual(['NOT_A_SPREADSHEET']);
});

test('UPL-2: __proto__ as a heading is an unknown column', async () => {
  const { problems } = await readSheet(Buffer.from('username,role,__proto__\na@b.org,Admin,x\n'));
  expect(problems).toEqual([{ code: 'INVALID_COLUMNS', message: 'Unknown columns: “__proto__”.' }]);
});

const BOMBS: Record<string, () => Promise<Buffer>> = {
  'one cell of 200 MB': async () => await bomb(`${START}<row><c t="inlineStr"><is><t>`, 'A'.repeat(1 << 20), 200, `</t></is></c></row>${END}`),
  'one cell of 100 MB': async () => await bomb(`${START}<row><c t="inlineStr"><is><t>`, 'A'.repeat(1 << 20), 100, `</t></is></c></row>${END}`),
  '1.5 million rows': async () => await bomb(START, ROW.repeat(1000), 1500, END),
  '400,000 rows of nothing but a style': async () => await bomb(START, '<row><c s="1"/></row>'.repeat(1000), 400, END),
  'a .csv of 10 million columns': async () => await Promise.resolve(Buffer.from(`username,role${','.repeat(10_000_000)}`)),
  'a .csv of 300,000 rows': async () => await Promise.resolve(Buffer.from(`username,role\n${'a@b.org,Admin\n'.repeat(300_000)}`)),
};

test.each(Object.entries(BOMBS))('UPL-1: %s is refused and costs neither memory nor time', async (_, file) => {
  const { problems, megabytes, milliseconds } = await measure(await file());
  expect(problems?.map(({ code }) => code)).toEqual(['TOO_LARGE']);
  expect(megabytes).toBeLessThan(250);
  expect(milliseconds).toBeLessThan(20_000);
});

test('UPL-1: a sheet that claims to reach to XFD1048576 costs what is in it', async () => {
  const claimed = await workbookOf(sheetOf(HEADINGS + ROW, '<dimension ref="A1:XFD1048576"/>'));
  const { rowCount, megabytes } = await measure(claimed);
  expect(rowCount).toBe(1);
  expect(megabytes).toBeLessThan(60);
});

test('UPL-1: a file that takes too long is refused, and its thread ends', async () => {
  const { problems } = await readSheet(Buffer.from('username,role\na@b.org,Admin\n'), { seconds: 0.001 });
  expect(problems?.map(({ code }) => code)).toEqual(['TOO_LARGE']);
});
