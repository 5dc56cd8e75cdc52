import { getIntrospectionQuery, parse } from 'graphql';
import { DOCUMENT_LIMITS, findExcess } from './document-limits';

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');
const nested = (field: string, levels: number) =>
  `${times(levels - 1, () => `${field} {`)} ${field} ${'}'.repeat(levels - 1)}`;
const excess = (text: string) => findExcess(parse(text));

const INTROSPECTION = getIntrospectionQuery({
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true,
  inputValueDeprecation: true, oneOf: true,
});

describe('ACC-3: a document within the limits passes', () => {
  test.each([
    ['the standard introspection query', INTROSPECTION],
    ['12 levels', `{ ${nested('a', 12)} }`],
    ['30 aliases', `{ ${times(30, (i) => `a${i}: a`)} }`],
    ['20 times a field', `{ ${times(20, () => 'a')} }`],
    ['the same field under many parents', `{ ${times(30, (i) => `a${i} { id }`)} }`],
    ['500 fields', `{ ${times(500, (i) => `f${i}`)} }`],
    ['20 directives', `{ ${times(20, (i) => `f${i} @include(if: true)`)} }`],
    ['10 mutations', `mutation { ${times(10, (i) => `f${i}`)} }`],
    [
      'a fragment that contains itself, which validation refuses',
      '{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }',
    ],
    ['a missing fragment, which validation refuses', '{ ...A }'],
    [
      'enum values and input fields of field types',
      '{ __schema { types { fields { type { enumValues { name } inputFields { name } } } } } }',
    ],
  ])('%s', (_, text) => {
    expect(excess(text)).toBeNull();
  });

  test('tokens of the standard introspection query are a fraction of those allowed', () => {
    expect(parse(INTROSPECTION, { maxTokens: DOCUMENT_LIMITS.tokens / 5 })).toBeDefined();
  });
});

describe('ACC-3: a document beyond a limit is refused', () => {
  const fragmentBomb = '{ ...F0 } fragment F30 on Q { a }'
    + times(30, (i) => `fragment F${i} on Q { ...F${i + 1} ...F${i + 1} }`);
  test.each([
    ['13 levels', `{ ${nested('a', 13)} }`, 'more than 12 levels'],
    [
      '13 levels through fragments',
      `{ ${times(6, () => 'a {')} ...F ${'}'.repeat(6)} } fragment F on Q { ${nested('a', 7)} }`,
      'more than 12 levels',
    ],
    ['31 aliases', `{ ${times(31, (i) => `a${i}: a`)} }`, 'more than 30 aliases'],
    [
      '31 aliases through a fragment',
      `{ ${times(16, (i) => `f${i} { ...A }`)} } fragment A on Q { x: a y: b }`,
      'more than 30 aliases',
    ],
    ['21 times a field', `{ ${times(21, () => 'a')} }`, 'more than 20 times the same field (a)'],
    [
      '21 times a field through fragments',
      `{ ${times(11, () => '...A')} ${times(10, () => 'a')} } fragment A on Q { a }`,
      'the same field (a)',
    ],
    ['501 fields', `{ ${times(501, (i) => `f${i}`)} }`, 'more than 500 fields'],
    ['fragments that double thirty times', fragmentBomb, 'too complex'],
    ['empty inline fragments in each other', `{ ${'... {'.repeat(501)} a ${'}'.repeat(501)} }`, 'more than 500 fields'],
    ['21 directives', `{ ${times(21, (i) => `f${i} @include(if: true)`)} }`, 'more than 20 directives'],
    ['6 directives in one place', '{ a @a @b @c @d @e @f }', 'more than 5 directives in one place'],
    ['6 directives on the operation', 'query @a @b @c @d @e @f { a }', 'more than 5 directives in one place'],
    ['11 mutations', `mutation { ${times(11, (i) => `f${i}`)} }`, 'more than 10 mutations'],
    [
      '11 mutations through a fragment',
      `mutation { ...A ...A ...A } fragment A on M { a b c d }`,
      'more than 10 mutations',
    ],
    [
      'fields of types of fields',
      '{ __schema { types { fields { type { fields { name } } } } } }',
      'fields within fields',
    ],
    [
      'the circle through one type',
      '{ __type(name: "Q") { fields { type { fields { name } } } } }',
      'fields within fields',
    ],
    [
      'the circle through possible types',
      '{ __schema { types { possibleTypes { possibleTypes { name } } } } }',
      'possibleTypes within possibleTypes',
    ],
    [
      'the circle hidden in a fragment',
      '{ __schema { types { ...T } } } fragment T on __Type { fields { type { ...U } } } '
        + 'fragment U on __Type { fields { name } }',
      'fields within fields',
    ],
    [
      'introspection deeper than any type is wrapped',
      `{ __schema { queryType { ${nested('ofType', 14)} } } }`,
      'levels of introspection',
    ],
    ['aliases of introspection', `{ ${times(31, (i) => `s${i}: __typename`)} }`, 'more than 30 aliases'],
    ['a limit broken by a second operation', `query A { a } query B { ${nested('a', 13)} }`, 'more than 12 levels'],
  ])('%s', (_, text, message) => {
    expect(excess(text)).toContain(message);
  });

  test('a field with a name as long as the document is not repeated in full', () => {
    expect(excess(`{ ${times(21, () => 'a'.repeat(1000))} }`)!.length).toBeLessThan(200);
  });
});
