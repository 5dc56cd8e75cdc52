/** As JSON writes what a database cannot hold: U+0000 and half of a pair. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;
const REPLACEMENT = '\uFFFD';
const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g;

/** Many rows as one parameter of JSON, with nothing in it that PostgreSQL refuses. */
export function jsonParameter(value: unknown): string {
  const json = JSON.stringify(value);
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? one.replace(LONE, REPLACEMENT) : one));
}
