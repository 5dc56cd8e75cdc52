import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isObjectType, isSpecifiedScalarType, printSchema } from 'graphql';
import { createSchema } from './schema';
import type { Services } from './services';

const inSchema = (name: string) => join(__dirname, '../../../packages/schema', name);
const site = { name: 'Usher', supportContact: null, termsUrl: '/terms', termsVersion: '1', mailbox: false };
const schema = createSchema({} as Services, site);

/** The file, or with PRINT_SCHEMA what it shall be from now on. */
function kept(name: string, text: string): string {
  if (process.env.PRINT_SCHEMA) writeFileSync(inSchema(name), text);
  return readFileSync(inSchema(name), 'utf8');
}

test('API-5: packages/schema/schema.graphql is what the server prints', () => {
  const printed = `# Printed by the API's tests with PRINT_SCHEMA=1; never edited by hand.\n\n${printSchema(schema)}\n`;
  expect(kept('schema.graphql', printed)).toBe(printed);
});

test('API-5: the schema breaks nothing of the contract', async () => {
  const contract = buildSchema(readFileSync(inSchema('contract.graphql'), 'utf8'));
  const breaking = (await diff(contract, buildSchema(printSchema(schema))))
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  expect(breaking).toEqual([]);
});

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const parts = types.flatMap((type) => {
  const fields = isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
  const values = isEnumType(type) ? type.getValues() : [];
  // The one argument of a mutation is described by its type.
  const args = isObjectType(type) ? Object.values(type.getFields()).flatMap((field) => field.args.filter(({ name }) => name !== 'input')
    .map((argument) => ({ ...argument, path: `${type.name}.${field.name}(${argument.name})` }))) : [];
  return [...[...fields, ...values].map((part) => ({ ...part, path: `${type.name}.${part.name}` })), ...args];
});

test('API-5: every field, argument and value of the API says what it is, and every type', () => {
  expect(parts.filter(({ description }) => !description).map(({ path }) => path)).toEqual([]);
  const named = types.filter((type) => !isSpecifiedScalarType(type) && !/^(Query|Mutation|Subscription)$/.test(type.name));
  expect(named.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});

test('API-5: whatever is deprecated says why, and from which day on it may be gone', () => {
  const deprecated = parts.filter(({ deprecationReason }) => deprecationReason != null);
  expect(deprecated.filter(({ deprecationReason }) => !/\w.*\b\d{4}-\d{2}-\d{2}\b/s.test(deprecationReason ?? ''))).toEqual([]);
});

/** Parts of one thing, whose number something else bounds; all else that is many is read by pages. */
const BOUNDED = new Set(['permissionCatalogue', 'problems', 'changes', 'userErrors', 'outcomes', 'edges', 'nodes']);

test('API-2: a list of things is a connection, but for parts of one thing and the few that the contract gives whole', () => {
  const contract = buildSchema(readFileSync(inSchema('contract.graphql'), 'utf8'));
  const lists = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__')).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => String(field.type).startsWith('[') && isObjectType(getNamedType(field.type)))
      .filter(({ name }) => !BOUNDED.has(name))
      .map(({ name }) => ({ type: type.name, name })));
  const inContract = (place: { type: string; name: string }) => {
    const type = contract.getType(place.type);
    return isObjectType(type) && place.name in type.getFields();
  };
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.filter((place) => !inContract(place))).toEqual([]);
});
