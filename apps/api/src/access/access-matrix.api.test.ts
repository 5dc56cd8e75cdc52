import { ACTORS, type ActorKind, expectedOf, IN_CLOSED_SPACE, type Outcome, type Row, type Scene, type TypeRow } from '../../test/access-expectations';
import { setUpTwoFactor } from '../../test/authenticator';
import { accessMatrix } from '../../test/access-matrix';
import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { Permission } from './permission';
import { type Builder, builder, type TestMember } from '../../test/build';
import { type Answer, type Client } from '../../test/client';
import { typeMatrix } from '../../test/type-matrix';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

/** Who was in before the project space closed to them. */
const lackingIn = new WeakMap<Scene, Record<string, Client>>();

async function sceneFor(kind: ActorKind): Promise<Scene> {
  const scene = await openScene();
  if (!IN_CLOSED_SPACE.has(kind)) return scene;
  const lacking = await build.member(scene.space);
  lackingIn.set(scene, { lackingTwoFactor: lacking.client, keyOfLacking: await build.apiKey(scene.space, lacking) });
  await setUpTwoFactor(server, scene.admin.client);
  await scene.admin.client.change('updateProjectSpace', { projectSpaceId: scene.space.id, requiresTwoFactor: true }, '');
  return scene;
}

async function openScene(): Promise<Scene> {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const roleId = await build.roleNamed(space, 'Read Only');
  const { invitation } = await admin.client.change(
    'inviteWebUser', { projectSpaceId: space.id, roleId, email: 'open@example.org' }, 'invitation { id }');
  const gone = await build.member(space, { role: 'Read Only' });
  await admin.client.change('removeMembership', { membershipId: gone.membershipId }, '');
  const { apiKey } = await admin.client.change(
    'createApiKey', { projectSpaceId: space.id, name: 'Sync', permissions: ['VIEW_ROLES'] }, 'apiKey { id }');
  const { bulkDownload } = await admin.client.change('createBulkDownload', { projectSpaceId: space.id }, 'bulkDownload { id }');
  return {
    build, space, admin, roleId, gone, bulkDownloadId: bulkDownload.id, bulkUploadId: await build.bulkUpload(space, admin),
    apiKeyId: apiKey.id, invitationId: invitation.id, locationId: await build.location(space),
    insideId: await build.location(space), target: await build.member(space, { role: 'Read Only' }),
  };
}

/** A key of one who may do everything, or could when they made it. */
async function keyOf(kind: ActorKind, scene: Scene): Promise<Client> {
  const { space, admin } = scene;
  if (kind === 'adminsKey') return await build.apiKey(space, admin);
  if (kind === 'keyWithoutRight') return await build.apiKey(space, admin, { permissions: [Permission.VIEW_APPS] });
  if (kind === 'otherSpacesKey') {
    const other = await build.space();
    return await build.apiKey(other, await build.member(other));
  }
  if (kind === 'limitedKey') return await build.apiKey(space, await limitedMember(scene));
  const maker = await build.member(space);
  const { membershipId } = maker;
  const key = await build.apiKey(space, maker, { expiresAt: kind === 'expiredKey' ? new Date(server.clock.now().getTime() + 1000) : null });
  const roleId = await build.roleNamed(space, 'Read Only');
  if (kind === 'keyOfDemoted') await admin.client.change('updateMembership', { membershipId, roleId }, '');
  if (kind === 'keyOfRemoved') await admin.client.change('removeMembership', { membershipId }, '');
  if (kind === 'expiredKey') server.clock.forward({ seconds: 2 });
  if (kind === 'revokedKey') await admin.client.change('revokeApiKey', { apiKeyId: key.id }, '');
  return key;
}

async function limitedMember({ space, insideId }: Scene): Promise<TestMember> {
  const roleId = await build.role(space, Object.values(Permission), { ownLocationsOnly: true });
  return await build.member(space, { roleId, locationIds: [insideId] });
}

async function clientOf(kind: ActorKind, scene: Scene): Promise<Client> {
  const { space, admin } = scene;
  const lacking = lackingIn.get(scene)?.[kind];
  if (lacking) return lacking;
  if (/key/i.test(kind)) return await keyOf(kind, scene);
  if (kind === 'anonymous') return build.anonymous();
  if (kind === 'admin') return admin.client;
  if (kind === 'otherAdmin') return (await build.member(await build.space())).client;
  if (kind === 'staff') return await build.staff();
  if (kind === 'limited') return (await limitedMember(scene)).client;
  const member = await build.member(space, { role: kind === 'withoutRight' ? 'Read Only' : 'Admin' });
  const { membershipId } = member;
  if (kind === 'removed') await admin.client.change('removeMembership', { membershipId }, '');
  if (kind === 'deactivated') await admin.client.change('setMembershipActive', { membershipId, active: false }, '');
  return member.client;
}

const literal = (value: object) => Object.entries(value).map(([name, one]) => `${name}: ${JSON.stringify(one).replace(/"(\w+)":/g, '$1:')}`).join(', ');

/** A fault at the field or its parent, the first refusal, null, or that it was done. */
function outcomeOf({ data, faults }: Answer, read: (data: Answer['data']) => unknown): Outcome {
  if (faults[0]) return faults[0];
  const value = read(data ?? {}) as { userErrors?: { code: string }[]; outcomes?: { userErrors: { code: string }[] }[] } | null;
  if (value === null || value === undefined) return 'null';
  const refusals = [...(value.userErrors ?? []), ...(value.outcomes ?? []).flatMap(({ userErrors }) => userErrors)];
  return refusals[0]?.code ?? 'done';
}

/** Looking changes nothing, and a refusal neither: all who only look or are refused share one scene. */
const onlooking = new Map<'scene' | 'closed scene' | ActorKind, Promise<unknown>>();

async function onlooker(kind: ActorKind): Promise<{ scene: Scene; client: Client }> {
  const name = IN_CLOSED_SPACE.has(kind) ? 'closed scene' : 'scene';
  const scene = (onlooking.get(name) ?? sceneFor(kind)) as Promise<Scene>;
  onlooking.set(name, scene);
  const client = (onlooking.get(kind) ?? clientOf(kind, await scene)) as Promise<Client>;
  onlooking.set(kind, client);
  return { scene: await scene, client: await client };
}

async function changer(kind: ActorKind): Promise<{ scene: Scene; client: Client }> {
  const scene = await sceneFor(kind);
  return { scene, client: await clientOf(kind, scene) };
}

async function tryOut(operation: string, { input, fields = '', expected }: Row, kind: ActorKind): Promise<Outcome> {
  const [type = '', name = ''] = operation.split('.');
  const isChange = type === 'Mutation' && expectedOf(expected, kind) === 'done';
  const { scene, client } = await (isChange ? changer(kind) : onlooker(kind));
  const given = await input?.(scene);
  if (type === 'Mutation' && given) return outcomeOf(await client.mutate(name, given, fields), (data) => data[name]);
  const selection = `${name}${given ? `(${literal(given)})` : ''} ${fields}`;
  if (type === 'Mutation') return outcomeOf(await client.ask(`mutation { ${name} { userErrors { code } } }`), (data) => data[name]);
  if (type === 'Query') return outcomeOf(await client.ask(`{ ${selection} }`), (data) => data[name]);
  if (type === 'Subscription') return await firstOutcome(client, selection, name);
  const answer = await client.ask(`{ projectSpace(slug: "${scene.space.slug}") { ${selection} } }`);
  return outcomeOf(answer, (data) => data.projectSpace && data.projectSpace[name]);
}

/** What a stream says first. */
async function firstOutcome(client: Client, selection: string, name: string): Promise<Outcome> {
  const stream = await client.follow(`subscription { ${selection} }`);
  try {
    return outcomeOf(await stream.answer(), (data) => data[name]);
  } finally {
    stream.close();
  }
}

test('every operation and every field of a project space has a row', () => {
  const { schema } = server.usher;
  const operations = ['Query', 'Mutation', 'Subscription', 'ProjectSpace'].flatMap((type) => {
    const found = schema.getType(type);
    return found && 'getFields' in found ? Object.keys(found.getFields()).map((name) => `${type}.${name}`) : [];
  });
  expect(Object.keys(accessMatrix).sort()).toEqual(operations.sort());
});

describe.each(Object.entries(accessMatrix))('%s', (operation, row) => {
  test.each(ACTORS)('for %s', async (kind) => {
    expect(await tryOut(operation, row, kind)).toBe(expectedOf(row.expected, kind));
  });
});

/** Types of answers, of pages and of streams hold nothing themselves. */
const HOLDS_NOTHING = /^(__|Query$|Mutation$|Subscription$|ProjectSpace$|PageInfo$|UserError$)|(Payload|Connection|Edge|Outcome|Changed)$/;

test('every type has a way by which each of its fields is tried', () => {
  const types = Object.values(server.usher.schema.getTypeMap()).filter(isObjectType).map(({ name }) => name);
  expect(Object.keys(typeMatrix).sort()).toEqual(types.filter((name) => !HOLDS_NOTHING.test(name)).sort());
});

function fieldsOf(type: string): string[] {
  const found = server.usher.schema.getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
}

async function tryField(client: Client, scene: Scene, type: string, name: string, row: TypeRow): Promise<Outcome> {
  const found = server.usher.schema.getType(type);
  const field = isObjectType(found) ? found.getFields()[name] : undefined;
  const selection = field && isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const answer = await client.ask(row.within(scene, `${name}${row.fields?.[name]?.arguments ?? ''} ${selection}`));
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer may have any shape on the way down
  return outcomeOf(answer, (data) => row.path.reduce<any>((at, step) => at?.[step], data)?.[name]);
}

describe.each(Object.entries(typeMatrix))('each field of %s', (type, row) => {
  test.each(ACTORS)('for %s', async (kind) => {
    const { scene, client } = await onlooker(kind);
    await row.prepare?.(scene);
    if (type === 'ReceivedInvitation') await inviteElsewhere(client);
    for (const name of fieldsOf(type)) {
      const expected = expectedOf({ ...row.expected, ...row.fields?.[name]?.expected }, kind);
      expect([name, await tryField(client, scene, type, name, row)]).toEqual([name, expected]);
    }
  });
});

/** So that there is an invitation to be seen. */
async function inviteElsewhere(client: Client): Promise<void> {
  const { data } = await client.ask('{ viewer { webUser { email } } }');
  if (!data?.viewer) return;
  const space = await build.space();
  const admin = await build.member(space);
  const input = { projectSpaceId: space.id, roleId: admin.roleId, email: data.viewer.webUser.email };
  await admin.client.change('inviteWebUser', input, '');
}

test('ACC-1: a field checks the viewer also when it is reached by another path', async () => {
  const scene = await openScene();
  const client = await clientOf('withoutRight', scene);
  const { faults, data } = await client.ask('{ viewer { memberships { projectSpace { name memberships { totalCount } } } } }');
  expect(faults).toEqual(['FORBIDDEN']);
  expect(data.viewer.memberships[0].projectSpace).toEqual({ name: scene.space.name, memberships: null });
});
