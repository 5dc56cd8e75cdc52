const TEXT_WITH_REFERENCE = />[^<]*?r=["'][^<]*/g;
const EQUALS_BEFORE_QUOTE = /=(?=["'])/g;

function countOf(content: Buffer, text: string): number {
  let count = 0;
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length)) count += 1;
  return count;
}

/** Nothing that looks like a reference at all, as in the sheets we write. */
const hasNone = (sheet: Buffer): boolean => !sheet.includes('r="') && !sheet.includes("r='");

/** Cells that begin with their reference, as every spreadsheet program writes them, leave no question where they stand. */
const allHaveReferences = (sheet: Buffer): boolean =>
  countOf(sheet, '<c r="') === countOf(sheet, '<c ') + countOf(sheet, '<c>') + countOf(sheet, '<c/>') + countOf(sheet, ':c ');

/**
 * Of a cell without a reference (`r="B7"`), SheetJS takes the first in its text for its own, and puts it elsewhere. Here
 * the text's equals sign becomes a character reference, which reads as the same.
 */
export function hideFalseReferences(sheet: Buffer): Buffer {
  if (hasNone(sheet) || allHaveReferences(sheet)) return sheet;
  const xml = sheet.toString('latin1');
  const safe = xml.replace(TEXT_WITH_REFERENCE, (text) => text.replace(EQUALS_BEFORE_QUOTE, '&#61;'));
  return safe === xml ? sheet : Buffer.from(safe, 'latin1');
}
