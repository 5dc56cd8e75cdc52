import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { countNodes, excessOfNodes } from './document-cost';

const schema = buildSchema(`
  type Query { space: Space, spaces: [Space!]! }
  type Space { id: ID! members(first: Int, last: Int, after: String): MemberConnection tags: [String!]! roles: [Role!] }
  type MemberConnection { edges: [Edge!]! nodes: [Member!]! totalCount: Int! }
  type Edge { node: Member! }
  type Member { id: ID! space: Space! roles: [Role!]! }
  type Role { id: ID! members(first: Int = 50): MemberConnection }
`);

function excess(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  return excessOfNodes(countNodes(schema, document, document.definitions[0] as OperationDefinitionNode, variables));
}

const inner = (size: string, below = 'nodes { id }') => `nodes { space { members${size} { ${below} } } }`;

describe('ACC-3: pages within pages pass while they bring at most 20,000 items', () => {
  test.each([
    ['the largest page', '{ space { members(first: 200) { edges { node { id roles { id } } } totalCount } } }', {}],
    [
      'the page of 50 that is meant without a number, twice',
      '{ space { members { nodes { space { members { nodes { id } } } } } } }',
      {},
    ],
    [
      'a page within a page by variables',
      `query($a: Int, $b: Int) { space { members(first: $a) { ${inner('(last: $b)')} } } }`,
      { a: 100, b: 100 },
    ],
    ['lists of scalars', '{ space { members(first: 200) { nodes { space { tags } } } } }', {}],
    [
      'a page that is too large by itself, which its resolver refuses',
      '{ space { members(first: 1000000) { nodes { id } } } }',
      {},
    ],
    ['a page of less than nothing', '{ space { members(first: -5) { nodes { id } } } }', {}],
  ])('%s', (_, text, variables) => {
    expect(excess(text, variables)).toBeNull();
  });
});

describe('ACC-3: pages within pages that bring more are refused', () => {
  test.each([
    ['literal sizes', `{ space { members(first: 200) { ${inner('(last: 200)')} } } }`, {}],
    ['sizes in variables', `query($n: Int) { space { members(first: $n) { ${inner('(first: $n)')} } } }`, { n: 200 }],
    [
      'sizes in defaults of variables',
      `query($n: Int = 200) { space { members(first: $n) { ${inner('(first: $n)')} } } }`,
      {},
    ],
    ['no sizes, three deep', `{ space { members { nodes { space { members { ${inner('')} } } } } } }`, {}],
    [
      'null for a size, three deep',
      `query($n: Int) { space { members(first: $n) { ${inner('(first: $n)', inner('(first: $n)'))} } } }`,
      { n: null },
    ],
    [
      'through edges',
      '{ space { members(first: 200) { edges { node { space { members(first: 200) { totalCount } } } } } } }',
      {},
    ],
    [
      'through fragments',
      `{ space { ...S } } fragment S on Space { members(first: 200) { ${inner('(first: 200)')} } }`,
      {},
    ],
    [
      'through inline fragments',
      `{ space { ... { members(first: 200) { ... on MemberConnection { ${inner('(first: 200)')} } } } } }`,
      {},
    ],
    [
      'plain lists, taken for ten',
      '{ spaces { members(first: 200) { nodes { roles { members(first: 200) { nodes { id } } } } } } }',
      {},
    ],
    [
      'the larger of first and last',
      `{ space { members(first: 1, last: 200) { ${inner('(first: 200, last: 1)')} } } }`,
      {},
    ],
  ])('%s', (_, text, variables) => {
    expect(excess(text, variables)).toMatch(/could bring \d+ items, more than 20000/);
  });
});
