import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS, type SheetProblemCode } from './sheet';

export interface TableRow {
  number: number;
  cells: readonly string[];
}

/** What any kind of file holds, before anybody asks what its columns mean. */
export interface Table {
  headings: readonly string[];
  /** Without blank ones. */
  rows: readonly TableRow[];
  /** Columns, counted from 0, in which something stands below no heading. */
  nameless: ReadonlySet<number>;
}

/** Thrown where a file is refused as a whole. */
export class SheetRefused extends Error {
  constructor(readonly code: SheetProblemCode, message: string) {
    super(message);
  }
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Takes row after row, the headings first, and refuses what is too large before it is kept (UPL-1). */
export class TableBuilder {
  private readonly headings: string[] = [];
  private readonly rows: TableRow[] = [];
  private readonly nameless = new Set<number>();

  addHeadings(cells: readonly string[]): void {
    this.headings.push(...cells.slice(0, cells.findLastIndex((text) => !isBlank(text)) + 1));
    if (this.headings.length > MAX_COLUMNS) throw new SheetRefused('TOO_LARGE', `There are more than ${MAX_COLUMNS} columns.`);
  }

  /** Whether the row was kept: blank ones are not. */
  addRow(number: number, cells: readonly string[]): boolean {
    if (cells.every(isBlank)) return false;
    for (const [index, text] of cells.entries()) {
      if (text.length > MAX_CELL_CHARACTERS) throw new SheetRefused('TOO_LARGE', `A cell in row ${number} is longer than ${MAX_CELL_CHARACTERS.toLocaleString('en')} characters.`);
      if (!isBlank(text) && isBlank(this.headings[index] ?? '')) this.nameless.add(index);
    }
    if (this.rows.length === MAX_ROWS) throw new SheetRefused('TOO_LARGE', `There are more than ${MAX_ROWS.toLocaleString('en')} rows. Split the file.`);
    this.rows.push({ number, cells: cells.slice(0, this.headings.length) });
    return true;
  }

  build(): Table {
    return { headings: this.headings, rows: this.rows, nameless: this.nameless };
  }
}
