const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

/** The rows of a CSV file (RFC 4180), each by the names in its first line. */
export function readCsv(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, '').matchAll(FIELD)) {
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') lines.push([]);
  }
  const [names, ...rows] = lines.filter((line) => line.some((value) => value !== ''));
  return (rows ?? []).map((row) => Object.fromEntries((names ?? []).map((name, index) => [name.trim().toLowerCase(), (row[index] ?? '').trim()])));
}
