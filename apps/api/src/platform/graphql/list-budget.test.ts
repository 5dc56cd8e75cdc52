import { buildSchema, graphql } from 'graphql';
import { boundLists } from './list-budget';

const schema = buildSchema('type Query { items: [Item!] later: [Item!]! names: [String!] } type Item { items: [Item!] }');
const HUNDRED = Array.from({ length: 100 }, () => ({}));
for (const type of ['Query', 'Item']) {
  const fields = (schema.getType(type) as unknown as { getFields(): Record<string, { resolve?: () => unknown }> }).getFields();
  for (const [name, field] of Object.entries(fields)) {
    field.resolve = name === 'later' ? async () => HUNDRED : () => (name === 'names' ? HUNDRED.map(() => 'x') : HUNDRED);
  }
}
boundLists(schema);

const ask = async (source: string) => await graphql({ schema, source });
const codesOf = ({ errors }: Awaited<ReturnType<typeof ask>>) => [...new Set(errors?.map(({ extensions }) => extensions.code))];

test.each(['{ items { items { __typename } } names }', '{ later { items { __typename } } }'])(
  'ACC-3: %s, of ten thousand items, is answered, each time anew', async (source) => {
    for (let time = 0; time < 12; time += 1) expect(codesOf(await ask(source))).toEqual([]);
  });

test.each(['{ items { items { items { __typename } } } }', '{ later { items { items { items { __typename } } } } }'])(
  'ACC-3: %s, of a million items and more, is ended', async (source) => {
    expect(codesOf(await ask(source))).toEqual(['DOCUMENT_TOO_COMPLEX']);
  });
