import { type CellObject, type ParsingOptions, type WorkBook } from 'xlsx';
import * as sheetjs from 'xlsx';
import { cellText } from './cell-text';
import { resolveFarReferences } from './far-references';
import { inspectXml } from './inspect-xml';
import { piecesOf } from './sheet-pieces';
import { SheetRefused, type Table, TableBuilder } from './table';
import { unpack } from './unpack';

const SHEET_NAME = 'users';

type Files = Record<string, { name: string; asNodeBuffer(): Buffer }>;
/** SheetJS's own entry for parts that are unpacked already; its types leave it out. */
const { parse_zip: parseParts } = sheetjs as unknown as { parse_zip(zip: { files: Files }, options: ParsingOptions): WorkBook };

/** Parts as SheetJS asks for them: of the sheet, each time it is asked for, the next piece. */
class Parts {
  private pieces: Generator<Buffer> | null = null;
  private next: IteratorResult<Buffer, unknown> | undefined;

  constructor(private readonly parts: Map<string, Buffer>) {}

  files(): Files {
    return Object.fromEntries([...this.parts.keys()].map((name) => [name, { name, asNodeBuffer: () => this.take(name) }]));
  }

  /** Whether there is a piece that was not taken. */
  hasMore(): boolean {
    return this.next?.done === false;
  }

  private take(name: string): Buffer {
    const content = this.parts.get(name) ?? Buffer.alloc(0);
    if (!name.startsWith('xl/worksheets/')) return content;
    this.pieces ??= piecesOf(content, this.parts.get('xl/sharedstrings.xml')?.length ?? 0);
    this.next ??= this.pieces.next();
    const piece = this.next.done ? Buffer.alloc(0) : this.next.value;
    this.next = this.pieces.next();
    return piece;
  }
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

/** Piece by piece, because what SheetJS makes of a sheet is many times as large as its text. */
function tableOf(parts: Parts): Table {
  const zip = { files: parts.files() };
  const index = chosen(parseParts(zip, { bookSheets: true }));
  const table = new TableBuilder();
  let isFirst = true;
  do {
    const book = parseParts(zip, { sheets: index, dense: true, cellHTML: false, cellText: false, cellNF: true, sheetStubs: true });
    const grid = (book.Sheets[book.SheetNames[index] ?? '']?.['!data'] ?? []) as CellObject[][];
    const date1904 = book.Workbook?.WBProps?.date1904 === true;
    if (isFirst) table.addHeadings(textsOf(grid[0], date1904));
    isFirst = false;
    grid.forEach((cells, at) => {
      if (at > 0) table.addRow(at + 1, textsOf(cells, date1904));
    });
  } while (parts.hasMore());
  return table.build();
}

export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  try {
    const parts = await unpack(bytes);
    for (const [name, content] of parts) {
      inspectXml(content);
      parts.set(name, resolveFarReferences(content));
    }
    return tableOf(new Parts(parts));
  } catch (error) {
    if (error instanceof SheetRefused) throw error;
    throw new SheetRefused('NOT_A_SPREADSHEET', 'This .xlsx file is damaged. Open it in a spreadsheet program and save it again.');
  }
}
