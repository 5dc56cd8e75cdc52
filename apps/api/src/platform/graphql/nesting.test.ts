import { DEEPEST, isDeepDocument, isDeepValue } from './nesting';

const within = (depth: number, open: string, close: string, middle = '') => open.repeat(depth) + middle + close.repeat(depth);
const listOf = (depth: number): unknown => JSON.parse(within(depth, '[', ']'));

test.each([['lists', '[', ']'], ['objects', '{a:', '}'], ['selections', '{ a ', '}'], ['arguments', '(a:', ')']])(
  '%s of a document may stand within each other up to a depth', (_, open, close) => {
    expect([isDeepDocument(within(DEEPEST, open, close)), isDeepDocument(within(DEEPEST + 1, open, close))]).toEqual([false, true]);
  });

test.each([
  ['text', `"${'['.repeat(1_000)}"`], ['text with an escaped quote', String.raw`"\"${'['.repeat(1_000)}"`],
  ['a block of text', `"""${'['.repeat(1_000)}\n\\"""" """`], ['a comment', `# ${'['.repeat(1_000)}\n`],
])('brackets in %s do not count', (_, text) => {
  expect(isDeepDocument(`{ a(b: ${text}) }`)).toBe(false);
  expect(isDeepDocument(`{ a(b: ${text}${within(DEEPEST + 1, '[', ']')}) }`)).toBe(true);
});

test('those beside each other do not count either', () => {
  expect(isDeepDocument('{ a } '.repeat(1_000))).toBe(false);
});

test('values may be that deep as well, and far deeper ones are told as quickly', () => {
  expect([listOf(DEEPEST), { a: listOf(DEEPEST) }, listOf(100_000), 'x', null].map(isDeepValue)).toEqual([false, true, true, false, false]);
});
