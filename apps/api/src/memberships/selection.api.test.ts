import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const EACH = 'outcomes { membershipId membership { active role { name } } userErrors { code field } }';

async function team() {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const [one, two] = [await build.member(space, { role: 'Read Only' }), await build.member(space, { role: 'App Editor' })];
  const ids = [one, two, admin].map(({ membershipId }) => membershipId);
  return { space, admin, one, two, ids };
}
const codesOf = (outcomes: { userErrors: { code: string }[] }[]) => outcomes.map(({ userErrors }) => userErrors[0]?.code ?? 'done');

test('MEM-6: one change for a selection, each with its own outcome in the order of the input', async () => {
  const { space, admin, ids } = await team();
  const roleId = await build.roleNamed(space, 'Billing Admin');
  const { outcomes } = await admin.client.change('updateMemberships', { membershipIds: [...ids, 'nobody'], roleId, active: false }, EACH);
  expect(outcomes.map(({ membershipId }: { membershipId: string }) => membershipId)).toEqual([...ids, 'nobody']);
  expect(codesOf(outcomes)).toEqual(['done', 'done', 'CANNOT_CHANGE_SELF', 'NOT_FOUND']);
  expect(outcomes[0].membership).toEqual({ active: false, role: { name: 'Billing Admin' } });
  expect(outcomes[3].userErrors[0].field).toEqual(['membershipIds', '3']);
});

test('MEM-6: where one of two changes is refused, neither is made', async () => {
  const { space, admin, one } = await team();
  const foreign = await build.role(await build.space(), []);
  const { outcomes } = await admin.client.change(
    'updateMemberships', { membershipIds: [one.membershipId], roleId: foreign, active: false }, EACH);
  expect(codesOf(outcomes)).toEqual(['ROLE_NOT_AVAILABLE']);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { membership(id: "${one.membershipId}") { active } } }`);
  expect(data.projectSpace.membership.active).toBe(true);
});

test('MEM-6: a selection is removed, oneself excepted', async () => {
  const { space, admin, ids } = await team();
  const { outcomes } = await admin.client.change('removeMemberships', { membershipIds: ids }, EACH);
  expect(codesOf(outcomes)).toEqual(['done', 'done', 'CANNOT_CHANGE_SELF']);
  const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { memberships { totalCount } formerMembers { totalCount } } }`);
  expect(data.projectSpace).toEqual({ memberships: { totalCount: 1 }, formerMembers: { totalCount: 2 } });
});

test.each([[[]], [Array.from({ length: 101 }, () => 'x')]])('a selection of none or more than 100 is refused as a whole', async (membershipIds) => {
  const { admin } = await team();
  expect(await admin.client.codes('updateMemberships', { membershipIds, active: false })).toEqual(['INVALID']);
});

test('ACC-2: a selection over two project spaces, in one of which the right is missing, changes nothing', async () => {
  const { admin, one } = await team();
  const other = await build.space();
  await build.member(other, { person: admin.person, permissions: [Permission.VIEW_WEB_USERS] });
  const { membershipId } = await build.member(other, { role: 'Read Only' });
  const answer = await admin.client.mutate('removeMemberships', { membershipIds: [one.membershipId, membershipId] }, EACH);
  expect(answer.faults).toEqual(['FORBIDDEN']);
  const [{ count }] = await server.usher.database.query(
    'SELECT count(*)::int AS count FROM memberships WHERE id = ANY($1)', [[one.membershipId, membershipId]]);
  expect(count).toBe(2);
});

test('MEM-1: members not seen since a day are found, those never seen among them', async () => {
  const { space, admin, one, two } = await team();
  await server.usher.database.query('UPDATE memberships SET last_access_date = $2 WHERE id = $1', [two.membershipId, '2026-08-01']);
  const list = async (notSeenSince: string) => (await admin.client.ask(
    `query ($filter: MembershipFilter) { projectSpace(slug: "${space.slug}") { memberships(filter: $filter) { totalCount nodes { id } } } }`,
    { filter: { notSeenSince } })).data.projectSpace.memberships;
  const before = await list('2026-08-01');
  expect(before).toEqual({ totalCount: 1, nodes: [{ id: one.membershipId }] });
  expect((await list('2026-08-02')).nodes).toHaveLength(2);
});

test('MEM-6: the page is told where only one admin is left', async () => {
  const { space, admin } = await team();
  const ask = async () => (await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { hasSingleAdmin } }`)).data.projectSpace.hasSingleAdmin;
  expect(await ask()).toBe(true);
  const second = await build.member(space);
  expect(await ask()).toBe(false);
  await admin.client.change('setMembershipActive', { membershipId: second.membershipId, active: false }, '');
  expect(await ask()).toBe(true);
});

test('MEM-5: the ID of somebody removed still resolves, after the undo time with nothing but ID and dates', async () => {
  const { space, admin, one } = await team();
  await admin.client.change('removeMembership', { membershipId: one.membershipId }, '');
  const find = async () => (await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
    formerMember(webUserId: "${one.person.id}") { membershipId webUserId joinedAt removedAt email name roleName undoUntil } } }`))
    .data.projectSpace.formerMember;
  expect(await find()).toMatchObject({ membershipId: one.membershipId, email: one.person.email, roleName: 'Read Only' });
  server.clock.forward({ days: 8 });
  expect(await find()).toEqual({
    membershipId: one.membershipId, webUserId: one.person.id, joinedAt: expect.any(String), removedAt: expect.any(String),
    email: null, name: null, roleName: null, undoUntil: null,
  });
});
