/** Deeper than any question of sense, and far from what a call stack bears. */
export const DEEPEST = 200;

const PARTS = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n\r]*|[[{(]|[\]})]/g;

/** Whether brackets of a document stand within each other that deep. Its parser calls itself for each, so it must not see them. */
export function isDeepDocument(document: string): boolean {
  let depth = 0;
  for (const [part] of document.matchAll(PARTS)) {
    if (part === '[' || part === '{' || part === '(') depth += 1;
    else if (part === ']' || part === '}' || part === ')') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const holders = (values: unknown[]) => values.filter((one): one is object => typeof one === 'object' && one !== null);

/** The same of lists and objects within each other. */
export function isDeepValue(value: unknown): boolean {
  let level = holders([value]);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => holders(Object.values(one)));
  }
  return false;
}
