import { hideFalseReferences } from './false-references';

const PIECE_BYTES = 2 * 1024 * 1024;
/** The shared strings are read again with every piece, which must not become most of the work. */
const TIMES_SHARED_STRINGS = 4;

const ROW = '<row';
const REFERENCE = ' r="';
const ROW_END = '</row>';
const DATA_START = /<sheetData(?:\s[^>]*)?>/;
const END = Buffer.from('</sheetData></worksheet>');
/** What stands before the rows is short. */
const HEAD_BYTES = 64 * 1024;
const [ZERO, NINE] = [0x30, 0x39];

function numberAt(content: Buffer, at: number): number {
  let number = 0;
  for (let digit = content[at] ?? 0; digit >= ZERO && digit <= NINE; digit = content[at] ?? 0) {
    number = number * 10 + digit - ZERO;
    at += 1;
  }
  return number;
}

/** Every row says its number, each higher than the one before, as every spreadsheet program writes them. */
function isInOrder(sheet: Buffer): boolean {
  let last = 0;
  for (let at = sheet.indexOf(ROW); at >= 0; at = sheet.indexOf(ROW, at + ROW.length)) {
    const number = sheet.toString('latin1', at + ROW.length, at + ROW.length + REFERENCE.length) === REFERENCE
      ? numberAt(sheet, at + ROW.length + REFERENCE.length) : 0;
    if (number <= last) return false;
    last = number;
  }
  return true;
}

/** Formulas that stand in one cell and count in others. */
const hasSharedFormulas = (sheet: Buffer): boolean => sheet.includes('t="shared"') || sheet.includes('t="array"');

/** A sheet in sheets of some of its rows each; in one where a row could mean something else without those before it. */
export function* piecesOf(sheet: Buffer, sharedStrings: number): Generator<Buffer> {
  const size = Math.max(PIECE_BYTES, TIMES_SHARED_STRINGS * sharedStrings);
  const start = DATA_START.exec(sheet.toString('latin1', 0, HEAD_BYTES));
  if (sheet.length <= size || !start || hasSharedFormulas(sheet) || !isInOrder(sheet)) return yield hideFalseReferences(sheet);
  let from = start.index + start[0].length;
  const head = sheet.subarray(0, from);
  for (let at = sheet.indexOf(ROW_END, from + size); at >= 0; at = sheet.indexOf(ROW_END, from + size)) {
    const to = at + ROW_END.length;
    yield hideFalseReferences(Buffer.concat([head, sheet.subarray(from, to), END]));
    from = to;
  }
  yield hideFalseReferences(Buffer.concat([head, sheet.subarray(from)]));
}
