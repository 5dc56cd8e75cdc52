const START = '&#';
/** `&#x10FFFF;` */
const LONGEST = 10;
const LAST_NEAR = 0xFFFF;
const LAST = 0x10FFFF;
const REFERENCE = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/i;

function codeAt(content: Buffer, at: number): { code: number; length: number } | null {
  const [whole, hexadecimal, decimal] = REFERENCE.exec(content.toString('latin1', at, at + LONGEST)) ?? [];
  if (!whole) return null;
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return code > LAST_NEAR && code <= LAST ? { code, length: whole.length } : null;
}

/**
 * Writes the character itself for every reference beyond U+FFFF, which SheetJS takes for another character; openpyxl
 * writes all of its text in references. In place: a character is shorter than what refers to it.
 */
export function resolveFarReferences(content: Buffer): Buffer {
  let [read, written] = [0, 0];
  for (let at = content.indexOf(START); at >= 0; at = content.indexOf(START, at + START.length)) {
    const found = codeAt(content, at);
    if (!found) continue;
    content.copyWithin(written, read, at);
    written += at - read;
    written += content.write(String.fromCodePoint(found.code), written);
    read = at + found.length;
  }
  if (read === 0) return content;
  content.copyWithin(written, read);
  return content.subarray(0, written + content.length - read);
}
