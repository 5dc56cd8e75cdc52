import type { SheetProblemCode } from './sheet';

export interface TableRow {
  number: number;
  cells: readonly string[];
}

/** What any kind of file holds, before anybody asks what its columns mean. */
export interface Table {
  headings: readonly string[];
  /** Without blank ones. */
  rows: readonly TableRow[];
}

/** Thrown where a file is refused as a whole. */
export class SheetRefused extends Error {
  constructor(readonly code: SheetProblemCode, message: string) {
    super(message);
  }
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
