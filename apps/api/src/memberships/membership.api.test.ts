import { Permission } from '../access/permission';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const EDITOR = [Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS];
const LIST = `query ($slug: String!, $filter: MembershipFilter, $orderBy: MembershipOrder, $first: Int, $after: String,
  $last: Int, $before: String) { projectSpace(slug: $slug) {
  memberships(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor }
    nodes { id active webUser { firstName email } role { name } } } } }`;

async function spaceOf(...names: string[]) {
  const space = await build.space();
  const admin = await build.member(space, { person: await build.person({ firstName: 'Zoe', lastName: 'Admin' }) });
  for (const firstName of names) {
    await build.member(space, { role: 'Read Only', person: await build.person({ firstName, lastName: 'Member' }) });
  }
  const list = async (variables: object = {}) =>
    (await admin.client.ask(LIST, { slug: space.slug, ...variables })).data.projectSpace.memberships;
  return { space, admin, list };
}
const namesIn = (page: { nodes: { webUser: { firstName: string } }[] }) => page.nodes.map(({ webUser }) => webUser.firstName);

describe('MEM-1: the list of members', () => {
  test('is sorted, filtered and searched on the server, by name and by address', async () => {
    const { list, admin } = await spaceOf('Bela', 'Carla', 'Ana');
    expect(namesIn(await list())).toEqual(['Zoe', 'Ana', 'Bela', 'Carla']);
    expect(namesIn(await list({ filter: { search: 'ANA mem' } }))).toEqual(['Ana']);
    expect(namesIn(await list({ filter: { search: admin.person.email.slice(0, 12) } }))).toEqual(['Zoe']);
    expect(namesIn(await list({ filter: { search: '%' } }))).toEqual([]);
    expect(namesIn(await list({ filter: { roleIds: [admin.roleId] } }))).toEqual(['Zoe']);
    expect(namesIn(await list({ orderBy: { field: 'ROLE', direction: 'DESC' } })).at(-1)).toBe('Zoe');
  });

  test.each(['NAME', 'EMAIL', 'ROLE', 'JOINED_AT', 'LAST_ACCESS'])('pages by %s meet every member once, both ways', async (field) => {
    const { list } = await spaceOf('A', 'B', 'C', 'D');
    const orderBy = { field, direction: 'DESC' };
    const whole = (await list({ orderBy })).nodes.map(({ id }: { id: string }) => id);
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ orderBy, first: 2, after });
      forward.push(...page.nodes.map(({ id }: { id: string }) => id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    const last = await list({ orderBy, last: 2 });
    const earlier = await list({ orderBy, last: 2, before: last.pageInfo.startCursor });
    expect(forward).toEqual(whole);
    expect([...earlier.nodes, ...last.nodes].map(({ id }) => id)).toEqual(whole.slice(1));
    expect(earlier.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  test('the total is kept by the database, deactivated members apart', async () => {
    const { space, admin, list } = await spaceOf('Ana', 'Bela');
    const [, ana] = (await list()).nodes;
    await admin.client.change('setMembershipActive', { membershipId: ana.id, active: false }, '');
    expect(await list({ first: 1 })).toMatchObject({ totalCount: 3 });
    expect(await list({ filter: { active: true } })).toMatchObject({ totalCount: 2 });
    expect(await list({ filter: { active: false } })).toMatchObject({ totalCount: 1 });
    const [{ counted }] = await server.usher.database.query(
      'SELECT count(*)::int AS counted FROM memberships WHERE project_space_id = $1', [space.id]);
    expect(counted).toBe(3);
  });

  test.each([
    [{ first: 2, last: 2 }], [{ first: 201 }], [{ first: 0 }], [{ last: -1 }], [{ after: 'nonsense' }],
    [{ first: 2, before: 'x' }], [{ after: Buffer.from('["invitations:EMAIL:ASC","x","y"]').toString('base64url') }],
  ])('ACC-3: %j is BAD_USER_INPUT', async (page) => {
    const { space, admin } = await spaceOf();
    expect((await admin.client.ask(LIST, { slug: space.slug, ...page })).faults).toEqual(['BAD_USER_INPUT']);
  });

  test('a changed name is found and sorted by at once', async () => {
    const { admin, list } = await spaceOf('Bela');
    await admin.client.change('updateProfile', { firstName: 'Yara', lastName: 'Zuma' }, '');
    expect(namesIn(await list())).toEqual(['Bela', 'Yara']);
    expect(namesIn(await list({ filter: { search: 'zuma' } }))).toEqual(['Yara']);
  });
});

describe('MEM-2: changing members', () => {
  test('a new role holds from the next request on (ROL-6)', async () => {
    const { space, admin } = await spaceOf();
    const member = await build.member(space, { role: 'Read Only' });
    expect((await member.client.ask(LIST, { slug: space.slug })).faults).toEqual(['FORBIDDEN']);
    await admin.client.change('updateMembership', { membershipId: member.membershipId, roleId: admin.roleId }, '');
    expect((await member.client.ask(LIST, { slug: space.slug })).faults).toEqual([]);
  });

  test('nobody changes their own role, and the last admin stays (CANNOT_CHANGE_SELF before LAST_ADMIN)', async () => {
    const { space, admin } = await spaceOf();
    const readOnly = await build.roleNamed(space, 'Read Only');
    const editor = await build.member(space, { permissions: EDITOR });
    const ask = (who: typeof admin, input: object) => who.client.codes('updateMembership', input);
    expect(await ask(admin, { membershipId: admin.membershipId, roleId: readOnly })).toEqual(['CANNOT_CHANGE_SELF']);
    expect(await ask(editor, { membershipId: admin.membershipId, roleId: readOnly })).toEqual(['LAST_ADMIN']);
    const second = await build.member(space);
    expect(await ask(editor, { membershipId: second.membershipId, roleId: readOnly })).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await ask(admin, { membershipId: second.membershipId, roleId: readOnly })).toEqual([]);
  });

  test('ROL-4: an editor hands out no more than they hold, never Admin, and by a list what an admin allowed', async () => {
    const { space, admin } = await spaceOf();
    const editor = await build.member(space, { permissions: EDITOR });
    const member = await build.member(space, { permissions: [Permission.VIEW_WEB_USERS] });
    const bigger = await build.role(space, [Permission.EDIT_BILLING]);
    const listed = await build.role(space, [Permission.EDIT_BILLING], { hasAssigners: true });
    await server.usher.database.query('INSERT INTO role_assigners VALUES ($1, $2, $3)', [space.id, listed, editor.roleId]);
    const assign = (roleId: string) => editor.client.codes('updateMembership', { membershipId: member.membershipId, roleId });
    expect(await assign(bigger)).toEqual(['ROLE_NOT_AVAILABLE']);
    expect(await assign(admin.roleId)).toEqual(['ROLE_NOT_AVAILABLE']);
    expect(await assign('no-such-role')).toEqual(['ROLE_NOT_AVAILABLE']);
    expect(await assign(listed)).toEqual([]);
  });

  test('MEM-4: a deactivated member reaches nothing until reactivated', async () => {
    const { space, admin } = await spaceOf();
    const member = await build.member(space);
    const reach = async () => (await member.client.ask(LIST, { slug: space.slug })).data.projectSpace;
    await admin.client.change('setMembershipActive', { membershipId: member.membershipId, active: false }, '');
    expect(await reach()).toBeNull();
    await admin.client.change('setMembershipActive', { membershipId: member.membershipId, active: true }, '');
    expect(await reach()).not.toBeNull();
  });
});

describe('MEM-3: removing and undoing', () => {
  const REMOVED = 'removedMembershipId undoUntil';
  const FORMER = `query ($slug: String!) { projectSpace(slug: $slug) {
    formerMembers { totalCount nodes { membershipId email name roleName undoUntil } } } }`;

  test('the next request finds nothing; undo brings the same role and locations back', async () => {
    const space = await build.space({ usesLocations: true });
    const admin = await build.member(space);
    const locationIds = [await build.location(space, 'b'), await build.location(space, 'a')];
    const member = await build.member(space, { role: 'App Editor', locationIds });
    const { membershipId } = member;
    const removal = await admin.client.change('removeMembership', { membershipId }, REMOVED);
    expect(removal).toMatchObject({ removedMembershipId: membershipId, userErrors: [] });
    expect((await member.client.ask(LIST, { slug: space.slug })).data.projectSpace).toBeNull();
    const { data } = await admin.client.ask(FORMER, { slug: space.slug });
    expect(data.projectSpace.formerMembers.nodes).toEqual([{
      membershipId, email: member.person.email, name: 'Ana Silva', roleName: 'App Editor', undoUntil: removal.undoUntil,
    }]);
    const { membership } = await admin.client.change(
      'undoRemoveMembership', { membershipId }, 'membership { id role { name } locations { code } }');
    expect(membership).toEqual({ id: membershipId, role: { name: 'App Editor' }, locations: [{ code: 'b' }, { code: 'a' }] });
  });

  test('never one\'s own, never the last admin, never beyond one\'s role', async () => {
    const { space, admin } = await spaceOf();
    const editor = await build.member(space, { permissions: EDITOR });
    const remove = (who: typeof admin, member: typeof admin) =>
      who.client.codes('removeMembership', { membershipId: member.membershipId });
    expect(await remove(admin, admin)).toEqual(['CANNOT_CHANGE_SELF']);
    expect(await remove(editor, admin)).toEqual(['LAST_ADMIN']);
    const second = await build.member(space);
    expect(await remove(editor, second)).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await remove(second, editor)).toEqual([]);
  });

  test('INV-13: the invitations they sent go only if that was wanted, and they can be invited again', async () => {
    const { space, admin } = await spaceOf();
    const count = async () => (await admin.client.ask(
      'query ($slug: String!) { projectSpace(slug: $slug) { invitations { totalCount } } }', { slug: space.slug }))
      .data.projectSpace.invitations.totalCount;
    const sender = await build.member(space);
    const invite = (email: string) => ({ projectSpaceId: space.id, roleId: admin.roleId, email });
    await sender.client.change('inviteWebUser', invite('kept@example.org'), '');
    await admin.client.change('removeMembership', { membershipId: sender.membershipId }, REMOVED);
    expect(await count()).toBe(1);
    await admin.client.change('undoRemoveMembership', { membershipId: sender.membershipId }, '');
    await admin.client.change(
      'removeMembership', { membershipId: sender.membershipId, removeSentInvitations: true }, REMOVED);
    expect(await count()).toBe(0);
    expect(await admin.client.codes('inviteWebUser', invite(sender.person.email))).toEqual([]);
  });

  test('undo ends an open invitation to them, and is refused for who rejoined', async () => {
    const { space, admin } = await spaceOf();
    const member = await build.member(space, { role: 'Read Only' });
    const { membershipId } = member;
    const invite = { projectSpaceId: space.id, roleId: admin.roleId, email: member.person.email };
    await admin.client.change('removeMembership', { membershipId }, '');
    const { invitation } = await admin.client.change('inviteWebUser', invite, 'invitation { id }');
    expect(await admin.client.codes('undoRemoveMembership', { membershipId })).toEqual([]);
    expect(await member.client.codes('acceptInvitation', { invitationId: invitation.id })).toEqual(['INVITATION_REPLACED']);
    await admin.client.change('removeMembership', { membershipId }, '');
    const again = await admin.client.change('inviteWebUser', invite, 'invitation { id }');
    expect(await member.client.codes('acceptInvitation', { invitationId: again.invitation.id })).toEqual([]);
    expect(await admin.client.codes('undoRemoveMembership', { membershipId })).toEqual(['ALREADY_MEMBER']);
  });

  test('after 7 days it is too late, and only ID and dates are left (MEM-5)', async () => {
    const { space, admin } = await spaceOf();
    const member = await build.member(space, { role: 'Read Only' });
    await admin.client.change('removeMembership', { membershipId: member.membershipId }, '');
    server.clock.forward({ days: 7, seconds: 1 });
    const client = await build.signedIn(admin.person.id);
    expect(await client.codes('undoRemoveMembership', { membershipId: member.membershipId })).toEqual(['UNDO_EXPIRED']);
    const { data } = await client.ask(FORMER, { slug: space.slug });
    expect(data.projectSpace.formerMembers.nodes).toEqual(
      [{ membershipId: member.membershipId, email: null, name: null, roleName: null, undoUntil: null }]);
  });
});
