import { type CellObject, type ParsingOptions, type WorkBook } from 'xlsx';
import * as sheetjs from 'xlsx';
import { cellText } from './cell-text';
import { hideFalseReferences } from './false-references';
import { resolveFarReferences } from './far-references';
import { inspectXml } from './inspect-xml';
import { SheetRefused, type Table, TableBuilder } from './table';
import { unpack } from './unpack';

const SHEET_NAME = 'users';

type Files = Record<string, { name: string; asNodeBuffer(): Buffer }>;
/** SheetJS's own entry for parts that are unpacked already; its types leave it out. */
const { parse_zip: parseParts } = sheetjs as unknown as { parse_zip(zip: { files: Files }, options: ParsingOptions): WorkBook };

/** The sheet itself is asked for once, and not kept beside what it becomes. */
function filesOf(parts: Map<string, Buffer>): Files {
  const take = (name: string): Buffer => {
    const content = parts.get(name) ?? Buffer.alloc(0);
    if (!name.startsWith('xl/worksheets/')) return content;
    parts.delete(name);
    return hideFalseReferences(content);
  };
  return Object.fromEntries([...parts.keys()].map((name) => [name, { name, asNodeBuffer: () => take(name) }]));
}

/** Sheet `users`, else the first (UPL-1). */
const chosen = ({ SheetNames }: WorkBook): number =>
  Math.max(0, SheetNames.findIndex((name) => name.trim().toLowerCase() === SHEET_NAME));

/** Only what is there is visited: a lone cell at the end of the sheet makes no row before it. */
function textsOf(cells: readonly (CellObject | undefined)[] | undefined, date1904: boolean): string[] {
  const texts: string[] = [];
  cells?.forEach((cell, index) => {
    const text = cellText(cell, date1904);
    if (text !== '') texts[index] = text;
  });
  return Array.from(texts, (text) => text ?? '');
}

function tableOf(parts: Map<string, Buffer>): Table {
  const zip = { files: filesOf(parts) };
  const index = chosen(parseParts(zip, { bookSheets: true }));
  const book = parseParts(zip, { sheets: index, dense: true, cellHTML: false, cellText: false, cellNF: true, sheetStubs: true });
  const grid = (book.Sheets[book.SheetNames[index] ?? '']?.['!data'] ?? []) as CellObject[][];
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const table = new TableBuilder();
  table.addHeadings(textsOf(grid[0], date1904));
  grid.forEach((cells, at) => {
    if (at > 0) table.addRow(at + 1, textsOf(cells, date1904));
  });
  return table.build();
}

export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  try {
    const parts = await unpack(bytes);
    for (const [name, content] of parts) {
      inspectXml(content);
      parts.set(name, resolveFarReferences(content));
    }
    return tableOf(parts);
  } catch (error) {
    if (error instanceof SheetRefused) throw error;
    throw new SheetRefused('NOT_A_SPREADSHEET', 'This .xlsx file is damaged. Open it in a spreadsheet program and save it again.');
  }
}
