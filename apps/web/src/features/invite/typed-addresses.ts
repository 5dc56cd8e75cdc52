/** The addresses in what was typed: on lines of their own, or with commas or semicolons between. */
export function typedAddresses(text: string): string[] {
  return text.split(/[\n,;]+/).map((part) => part.trim()).filter((part) => part !== '');
}

const COMMON_DOMAINS = [
  'gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'protonmail.com', 'yahoo.fr', 'hotmail.fr',
  'orange.fr', 'gmx.de', 'web.de',
];

/** How many letters have to be added, taken away, changed or swapped (Damerau–Levenshtein, adjacent swaps). */
function distance(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_value, column) => (row === 0 ? column : column === 0 ? row : 0)));
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= left.length; row += 1) {
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      (rows[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Infinity);
    }
  }
  return at(left.length, right.length);
}

/** What was probably meant, where a common mail domain is one letter away; null when nothing looks mistyped. */
export function suggestionFor(email: string): string | null {
  const cut = email.lastIndexOf('@');
  const domain = email.slice(cut + 1).toLowerCase();
  if (cut < 1 || COMMON_DOMAINS.includes(domain)) return null;
  const meant = COMMON_DOMAINS.find((known) => distance(domain, known) === 1);
  return meant ? `${email.slice(0, cut)}@${meant}` : null;
}
