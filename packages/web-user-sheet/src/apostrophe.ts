/** What a spreadsheet program would take for a formula, or would cut off, behind any apostrophes of its own. */
const LOOKS_LIKE_FORMULA = /^'*[=+\-@\t\r]/;

/** For .csv, where a cell cannot say that it is text (DWN-3). */
export const withApostrophe = (text: string): string => (LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text);

export const withoutApostrophe = (text: string): string =>
  (text.startsWith("'") && LOOKS_LIKE_FORMULA.test(text) ? text.slice(1) : text);
