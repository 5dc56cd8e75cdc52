/** Spaces that hold words together, as before a French colon, stay. */
const GAP = /[^\S\u00A0\u202F]+/gu;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** They would turn the words around them. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A name is one line of plain words: no line, header or direction of its own. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').replace(TURNING, '').replace(GAP, ' ').trim();
}
