import type { ColumnKey } from './columns';

/** UPL-1. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 256;
/** As many as a spreadsheet program allows. */
export const MAX_CELL_CHARACTERS = 32_767;

/** The text of each column the file has; a blank cell is ''. Not trimmed. */
export type SheetCells = Readonly<Partial<Record<ColumnKey, string>>>;

export interface SheetRow {
  /** As in the spreadsheet: the heading is row 1, blank rows count. */
  number: number;
  cells: SheetCells;
}

export type SheetProblemCode = 'NOT_A_SPREADSHEET' | 'NO_ROWS' | 'INVALID_COLUMNS' | 'TOO_LARGE';

/** Why a file is refused as a whole, with every cause of its kind (UPL-2). */
export interface SheetProblem {
  code: SheetProblemCode;
  message: string;
}

export interface SheetContent {
  /** In the order of the file, without those that are ignored. */
  columns: readonly ColumnKey[];
  /** Rows that are not blank. */
  rowCount: number;
  /** To be walked once, in steps. */
  rows: AsyncIterable<readonly SheetRow[]>;
}

export type ReadResult = SheetContent & { problems?: undefined } | { problems: readonly SheetProblem[] };
