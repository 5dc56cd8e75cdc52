import { longestRun } from './longest-run';
import { MAX_CELL_CHARACTERS } from './sheet';
import { SheetRefused } from './table';

/** A character takes at most 4 bytes, or 6 as a reference like &quot;, or 7 where a workbook escapes it. */
const MAX_TEXT_BYTES = MAX_CELL_CHARACTERS * 7;
/** Formatted blank rows count here, which spreadsheet programs write by themselves. */
const MAX_ROW_TAGS = 250_000;
const MAX_CELL_TAGS = 5_000_000;

function countOf(content: Buffer, tag: string, most: number): number {
  let count = 0;
  for (let at = content.indexOf(tag); at >= 0 && count <= most; at = content.indexOf(tag, at + tag.length)) count += 1;
  return count;
}

/** Refuses what no spreadsheet program writes, before a parser sees it (UPL-1). */
export function inspectXml(content: Buffer): void {
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY') || content.subarray(0, 256).includes(0)) {
    throw new SheetRefused('NOT_A_SPREADSHEET', 'This file contains a DOCTYPE, which no spreadsheet has. Save it again in a spreadsheet program.');
  }
  if (longestRun(content, '<') > MAX_TEXT_BYTES) {
    throw new SheetRefused('TOO_LARGE', `A cell of this file is longer than ${MAX_CELL_CHARACTERS.toLocaleString('en')} characters.`);
  }
  if (countOf(content, '<row', MAX_ROW_TAGS) > MAX_ROW_TAGS) throw new SheetRefused('TOO_LARGE', 'This file has too many rows. Split it.');
  if (countOf(content, '<c ', MAX_CELL_TAGS) > MAX_CELL_TAGS) throw new SheetRefused('TOO_LARGE', 'This file has too many cells. Split it.');
}
