import { type GraphQLObjectType, getNamedType, isObjectType, isScalarType } from 'graphql';
import { isSecret, neverStoredOf } from './platform/idempotency/never-stored';
import { createSchema } from './schema';
import type { Services } from './services';

const schema = createSchema({} as Services, { name: 'Usher', supportContact: null, termsUrl: '/terms', termsVersion: '1', mailbox: false });
const types = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__'));
const textsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).filter((field) => {
  const named = getNamedType(field.type);
  return isScalarType(named) && ['String', 'ID'].includes(named.name);
}).map((field) => ({ ...field, path: `${type.name}.${field.name}` }));

/** How a field is called, or speaks of itself, that holds a secret. */
const NAMES = /secret|token|passw|credential|challenge|otp|uri$|codes?$|private|signature|session|shown this once|lets .* in\b|bearer/i;
/** Called so, and no secret. */
const HARMLESS = new Set([
  'UserError.code', 'Location.code',
]);

test('API-3: a field of an answer that is called like a secret is marked as one', () => {
  const unmarked = types.flatMap(textsOf).filter(({ name, description, path }) =>
    (NAMES.test(name) || /shown this once|Bearer|lets in/.test(description ?? '')) && !HARMLESS.has(path));
  expect(unmarked.length).toBeGreaterThan(5);
  expect(unmarked.filter((field) => !isSecret(field)).map(({ path }) => path)).toEqual([]);
});

test('API-3: secrets stand in payloads of mutations alone, where they are shown once', () => {
  const payloads = new Set(Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ type }) => getNamedType(type).name));
  const elsewhere = types.filter(({ name }) => !payloads.has(name)).flatMap(textsOf).filter((field) => isSecret(field));
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test('API-3: answers that carry a secret or a cookie are never stored', () => {
  expect([...neverStoredOf(schema)].sort()).toEqual([
    'beginTwoFactorSetup', 'confirmTwoFactorSetup', 'createApiKey', 'createWebhook', 'endSession', 'refreshSession',
    'regenerateBackupCodes', 'rotateWebhookSecret', 'signIn', 'signOut', 'verifyTwoFactor',
  ]);
});
