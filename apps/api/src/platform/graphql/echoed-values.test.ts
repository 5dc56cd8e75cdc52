import { buildSchema, type GraphQLError, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { withoutEchoedValues } from './echoed-values';

const schema = buildSchema('input In { word: String!, id: ID, number: Int, in: In } type Query { ask(in: In, words: [String]): Int }');
const SECRET = 'lagoon at "in.number"; Int';

function saidOfVariables(value: object): string[] {
  const [definition] = parse('query ($in: In) { ask(in: $in) }').definitions;
  const variables = definition?.kind === 'OperationDefinition' ? (definition.variableDefinitions ?? []) : [];
  const { errors = [] } = getVariableValues(schema, variables, { in: value });
  return errors.map(({ message, originalError }) => withoutEchoedValues(message, originalError?.message));
}

test.each([
  [{ wort: SECRET }, ['Variable "$in" got an invalid value; Field "word" of required type "String!" was not provided.',
    'Variable "$in" got an invalid value; Field "wort" is not defined by type "In". Did you mean "word"?']],
  [{ word: [SECRET] }, ['Variable "$in" got an invalid value at "in.word"; String cannot represent a non string value.']],
  [{ word: 'x', in: { word: { deep: SECRET } } }, ['Variable "$in" got an invalid value at "in.in.word"; String cannot represent a non string value.']],
  [{ word: 'x', id: { deep: SECRET } }, ['Variable "$in" got an invalid value at "in.id"; ID cannot represent value: { deep: "…" }']],
  [{ word: 'x', number: 'x' }, ['Variable "$in" got an invalid value at "in.number"; Int cannot represent non-integer value: "x"']],
])('of %j it is said what is wrong and where, and not what was given', (value, expected) => {
  const said = saidOfVariables(value);
  expect(said.join('')).not.toContain('lagoon');
  expect(said).toEqual(expected.map((text) => text.replace(': { deep: "…" }', '.')));
});

test('of a literal neither', () => {
  const said = validate(schema, parse('{ ask(in: { word: ["lagoon"] }) }')).map((error: GraphQLError) =>
    withoutEchoedValues(error.message, undefined));
  expect(said).toEqual(['String cannot represent a non string value.']);
});

test('of a variable whose reason is not known nothing is said but that', () => {
  expect(withoutEchoedValues('Variable "$in" got invalid value { a: "lagoon" }; Odd.', undefined)).toBe('Variable "$in" got an invalid value.');
});
