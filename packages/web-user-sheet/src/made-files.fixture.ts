import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { ZipFile } from 'yazl';

type Part = string | Buffer | (() => Iterable<Buffer>);

export async function zipOf(parts: Record<string, Part>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, part] of Object.entries(parts)) {
    if (typeof part === 'function') zip.addReadStream(Readable.from(part()), path);
    else zip.addBuffer(Buffer.from(part), path, { compress: part.length > 1000 });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const HEADINGS = '<row><c t="inlineStr"><is><t>username</t></is></c><c t="inlineStr"><is><t>role</t></is></c></row>';
export const sheetOf = (rows: string, before = ''): string => `<worksheet ${MAIN}>${before}<sheetData>${rows}</sheetData></worksheet>`;

/** A small workbook, with any part of it replaced or added. */
export async function workbookOf(sheet: Part, others: Record<string, Part> = {}): Promise<Buffer> {
  return await zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="users" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...others,
  });
}

const READ = `
const { readSheet } = require(process.argv[1]);
const { readFileSync } = require('node:fs');
const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
const before = peak();
const started = Date.now();
readSheet(process.argv[2]).then((result) => console.log(JSON.stringify({
  problems: result.problems, rowCount: result.rowCount, megabytes: Math.round(peak() - before), milliseconds: Date.now() - started,
})));`;

export interface Measured {
  problems?: { code: string; message: string }[];
  rowCount?: number;
  /** By how much the peak of the process grew. */
  megabytes: number;
  milliseconds: number;
}

/** Reads a file in a process of its own and says what that cost. */
export async function measure(file: Buffer): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-sheet-'));
  try {
    await writeFile(join(folder, 'file'), file);
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', READ, join(__dirname, '../dist/read-sheet.js'), join(folder, 'file')]);
    return JSON.parse(stdout) as Measured;
  } finally {
    await rm(folder, { recursive: true });
  }
}
