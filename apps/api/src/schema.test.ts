import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType, printSchema } from 'graphql';
import { createSchema } from './schema';
import type { Services } from './services';

const FILE = join(__dirname, '../../../packages/schema/schema.graphql');
const site = { name: 'Usher', supportContact: null, termsUrl: '/terms', termsVersion: '1', mailbox: false };
const schema = createSchema({} as Services, site);

test('API-5: packages/schema/schema.graphql is what the server prints', () => {
  const printed = `# Printed by the API's tests with PRINT_SCHEMA=1; never edited by hand.\n\n${printSchema(schema)}\n`;
  if (process.env.PRINT_SCHEMA) writeFileSync(FILE, printed);
  expect(readFileSync(FILE, 'utf8')).toBe(printed);
});

test('API-5: every field of the API says what it is', () => {
  const silent = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && isObjectType(type))
    .flatMap((type) => Object.values(isObjectType(type) ? type.getFields() : {}).filter(({ description }) => !description)
      .map(({ name }) => `${type.name}.${name}`));
  expect(silent).toEqual([]);
});
