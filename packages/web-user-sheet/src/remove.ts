const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['', 'false', 'no', '0']);

/** What stands in the column `remove` (UPL-6); null is a problem. */
export function readRemove(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}
