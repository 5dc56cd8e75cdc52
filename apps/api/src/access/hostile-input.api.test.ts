import { isInputObjectType, isNonNullType, type GraphQLInputType, getNamedType, isListType } from 'graphql';
import { accessMatrix } from '../../test/access-matrix';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { type Answer, Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const HOSTILE = [
  'x'.repeat(100_000), `'; DROP TABLE web_users; --`, '<script>alert(1)</script>', '\u0000', '\ud800', '${7*7}', '../../etc',
  'a@b.example\r\nRCPT TO:<x@y.example>', '00000000-0000-4000-8000-000000000000',
];
const WRONG = [0, true, { a: 1 }, [['x']], null];

const EACH = 'outcomes { userErrors { code } }';
const SELECTIONS: Record<string, string> = {
  inviteWebUsers: EACH, resendInvitations: EACH, removeInvitations: EACH, updateMemberships: EACH, removeMemberships: EACH,
};

const mutations = Object.keys(accessMatrix).filter((name) => name.startsWith('Mutation.')).map((name) => name.slice(9));

function inputTypeOf(name: string): string | null {
  const argument = server.usher.schema.getMutationType()?.getFields()[name]?.args.find((one) => one.name === 'input');
  return argument ? String(argument.type) : null;
}

/** An input of the right shape, with this text wherever text or an id may stand. */
function filled(type: GraphQLInputType, text: string): unknown {
  if (isNonNullType(type)) return filled(type.ofType as GraphQLInputType, text);
  if (isListType(type)) return [filled(type.ofType as GraphQLInputType, text)];
  if (isInputObjectType(type)) {
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, filled(field.type, text)]));
  }
  return { Boolean: true, Int: 1 }[getNamedType(type).name] ?? text;
}

async function snapshot(): Promise<unknown> {
  const tables = ['project_spaces', 'web_users', 'memberships', 'invitations', 'roles', 'locations', 'former_members', 'mails', 'audit_events'];
  return await server.usher.database.query(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')}`);
}

/** Whether it said no: by a fault, for the request, or for each of a selection. The reset request never tells. */
function refusedBy({ data, faults }: Answer, name: string): boolean {
  const { userErrors = [], outcomes = [] } = data?.[name] ?? {};
  const isEachRefused = outcomes.length > 0 && outcomes.every((one: { userErrors: unknown[] }) => one.userErrors.length > 0);
  return faults.length > 0 || userErrors.length > 0 || isEachRefused;
}

const actorFor = async (name: string) => (name.startsWith('support') ? await build.staff() : await admin());

async function admin(): Promise<Client> {
  return (await build.member(await build.space({ usesLocations: true }))).client;
}

describe.each(mutations)('%s', (name) => {
  test('hostile text is clearly refused, and nothing is changed', async () => {
    const type = server.usher.schema.getMutationType()?.getFields()[name]?.args.find((one) => one.name === 'input')?.type;
    if (!type) return expect(inputTypeOf(name)).toBeNull();
    const client = await actorFor(name);
    const before = await snapshot();
    for (const text of HOSTILE) {
      // A name may hold nearly anything that can be printed.
      if (name === 'updateProfile' && !/[\0\r]|^[\ud800]$|x{101}/.test(text)) continue;
      const answer = await client.mutate(name, filled(type, text) as object, SELECTIONS[name]);
      expect(answer.faults).not.toContain('INTERNAL_SERVER_ERROR');
      expect(refusedBy(answer, name)).toBe(name !== 'requestPasswordReset');
    }
    return expect(await snapshot()).toEqual(before);
  });

  test('wrong JSON types are BAD_USER_INPUT', async () => {
    if (inputTypeOf(name) === null) return;
    const client = await actorFor(name);
    for (const input of WRONG) {
      const { faults, status } = await client.ask(
        `mutation ($input: ${inputTypeOf(name)}) { ${name}(input: $input) { userErrors { code } } }`, { input });
      expect([...new Set(faults), status]).toEqual(['BAD_USER_INPUT', 400]);
    }
  });
});

test('nothing secret reaches the log, whatever is sent', async () => {
  const { email } = await build.person();
  const client = new Client(server);
  await client.change('signIn', { email, password: PASSWORD }, '');
  await client.ask(`mutation { signIn(input: { email: "${email}", password: "${PASSWORD}" }) { nonsense } }`);
  await client.ask('query ($x: Int!) { site { name } }', { x: PASSWORD });
  const log = server.log.join('');
  expect(log).not.toContain(PASSWORD);
  for (const cookie of client.cookies.values()) expect(log).not.toContain(cookie);
});
