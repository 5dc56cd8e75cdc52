import { type Builder, builder, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';
import { SoftwarePlan } from '../project-spaces/project-space.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const { VIEW_WEB_USERS, EDIT_WEB_USERS, EDIT_ROLES, VIEW_ROLES, EDIT_DATA, VIEW_DATA, VIEW_APPS } = Permission;
const ROLE = 'role { id name description permissions ownLocationsOnly assignableBy { id } viewerCanEdit viewerCanDelete }';
const ROLES = `query ($slug: String!) { projectSpace(slug: $slug) { roles {
  id name isPreset memberCount invitationCount viewerCanEdit viewerCanDelete } assignableRoles { id } } }`;

async function spaceOf(options: { plan?: SoftwarePlan; usesLocations?: boolean } = {}) {
  const space = await build.space(options);
  const admin = await build.member(space);
  const create = async (input: object) =>
    await admin.client.change('createRole', { projectSpaceId: space.id, permissions: [], ...input }, ROLE);
  return { space, admin, create };
}
const auditOf = async ({ id }: TestSpace) => await server.usher.database.query(
  'SELECT action, subject_name, changes FROM audit_events WHERE project_space_id = $1 ORDER BY at, action', [id]);

describe('ROL-3: custom roles', () => {
  test('are made with all that their permissions imply, and the making is recorded', async () => {
    const { space, create } = await spaceOf();
    const { role } = await create({ name: '  Nurse ', description: 'Sees data', permissions: [EDIT_DATA] });
    expect(role).toMatchObject({ name: 'Nurse', permissions: [VIEW_DATA, EDIT_DATA], ownLocationsOnly: false, assignableBy: null });
    expect((await auditOf(space)).at(-1)).toMatchObject({ action: 'role.created', subject_name: 'Nurse' });
  });

  test.each([
    ['', 'REQUIRED'], [' ', 'REQUIRED'], ['x'.repeat(101), 'TOO_LONG'], ['a\nb', 'INVALID'], ['ADMIN', 'NAME_TAKEN'],
    ['read only', 'NAME_TAKEN'],
  ])('the name %j is %s', async (name, code) => {
    const { create } = await spaceOf();
    expect((await create({ name })).userErrors).toMatchObject([{ code, field: ['name'] }]);
  });

  test('of two with one name at once one is made', async () => {
    const { create } = await spaceOf();
    const made = await Promise.all([create({ name: 'Nurse' }), create({ name: 'nurse' })]);
    expect(made.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(['NAME_TAKEN']);
  });

  test('are at most 100 with those that are there from the beginning, and lists of them within lists end (ACC-3)', async () => {
    const { space, admin, create } = await spaceOf();
    await server.usher.database.query(
      `INSERT INTO roles (project_space_id, name, permissions, has_assigners)
       SELECT $1, 'Role ' || n, '{}', true FROM generate_series(1, 99 - (SELECT count(*)::int FROM roles WHERE project_space_id = $1)) n`, [space.id]);
    expect((await create({ name: 'The last' })).userErrors).toEqual([]);
    expect((await create({ name: 'One more' })).userErrors).toMatchObject([{ code: 'INVALID' }]);
    await server.usher.database.query(
      `INSERT INTO role_assigners (project_space_id, role_id, assigner_role_id)
       SELECT $1, r.id, a.id FROM roles r JOIN roles a USING (project_space_id) WHERE project_space_id = $1 AND r.has_assigners`, [space.id]);
    const nested = (inner: string) => `{ projectSpace(slug: "${space.slug}") { roles { assignableBy { ${inner} } } } }`;
    expect((await admin.client.ask(nested('name'))).errors).toEqual([]);
    const { data, errors } = await admin.client.ask(nested('assignableBy { assignableBy { name } }'));
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([undefined, ['DOCUMENT_TOO_COMPLEX']]);
  });

  test('on the Community plan none is made or changed, and those there are go on working', async () => {
    const { space, admin, create } = await spaceOf();
    const { role } = await create({ name: 'Nurse', permissions: [VIEW_WEB_USERS] });
    const nurse = await build.member(space, { roleId: role.id });
    await server.usher.database.query('UPDATE project_spaces SET plan = $2 WHERE id = $1', [space.id, SoftwarePlan.COMMUNITY]);
    expect((await create({ name: 'Doctor' })).userErrors).toMatchObject([{ code: 'PLAN_REQUIRED' }]);
    expect(await admin.client.codes('updateRole', { roleId: role.id, name: 'Sister' })).toEqual(['PLAN_REQUIRED']);
    expect(await admin.client.codes('deleteRole', { roleId: await build.roleNamed(space, 'Read Only') })).toEqual(['PLAN_REQUIRED']);
    const { data } = await nurse.client.ask(ROLES, { slug: space.slug });
    expect(data.projectSpace.roles).toContainEqual(expect.objectContaining({ name: 'Nurse', memberCount: 1, viewerCanEdit: false }));
  });
});

describe('ROL-4: nobody hands out more than they hold', () => {
  async function editorOf(permissions: Permission[], options = {}) {
    const { space, admin, create } = await spaceOf({ usesLocations: true });
    const editor = await build.member(space, { permissions: [VIEW_ROLES, EDIT_ROLES, ...permissions], ...options });
    return { space, admin, create, editor };
  }

  test('a role editor makes and changes roles within what they hold, and no list of who may assign', async () => {
    const { space, editor } = await editorOf([VIEW_DATA]);
    const input = { projectSpaceId: space.id, name: 'Reader', permissions: [VIEW_DATA] };
    const { role } = await editor.client.change('createRole', input, ROLE);
    expect(role).toMatchObject({ viewerCanEdit: true, viewerCanDelete: true });
    const beyond = await editor.client.change('updateRole', { roleId: role.id, permissions: [VIEW_APPS], assignableByRoleIds: [] }, '');
    expect(beyond.userErrors).toMatchObject([
      { code: 'PERMISSION_NOT_AVAILABLE', field: ['permissions'] }, { code: 'PERMISSION_NOT_AVAILABLE', field: ['assignableByRoleIds'] },
    ]);
    expect(await editor.client.codes('updateRole', { roleId: role.id, name: 'Reader of data', permissions: [] })).toEqual([]);
  });

  test('who does not hold all of a role neither changes nor deletes it', async () => {
    const { space, editor } = await editorOf([VIEW_DATA]);
    const roleId = await build.role(space, [VIEW_DATA, VIEW_APPS]);
    expect(await editor.client.codes('updateRole', { roleId, permissions: [] })).toEqual(['ROLE_LOCKED']);
    expect(await editor.client.codes('deleteRole', { roleId })).toEqual(['ROLE_LOCKED']);
  });

  test('Admin is neither changed nor deleted, by admins either (ROL-1)', async () => {
    const { space, admin } = await spaceOf();
    expect(await admin.client.codes('updateRole', { roleId: space.adminRoleId, permissions: [] })).toEqual(['ROLE_LOCKED']);
    expect(await admin.client.codes('deleteRole', { roleId: space.adminRoleId })).toEqual(['ROLE_LOCKED']);
  });

  test('an "assignable by" list lets its holders assign what they do not hold, and nobody else but admins', async () => {
    const { space, admin, create } = await spaceOf();
    const listed = await build.member(space, { permissions: [VIEW_WEB_USERS, EDIT_WEB_USERS] });
    const other = await build.member(space, { permissions: [VIEW_WEB_USERS, EDIT_WEB_USERS, VIEW_DATA] });
    const { role } = await create({ name: 'Analyst', permissions: [VIEW_DATA], assignableByRoleIds: [listed.roleId] });
    expect(role.assignableBy).toEqual([{ id: listed.roleId }]);
    const assignable = async (client: typeof admin.client) =>
      (await client.ask(ROLES, { slug: space.slug })).data.projectSpace.assignableRoles.map(({ id }: { id: string }) => id);
    expect(await assignable(listed.client)).toContain(role.id);
    expect(await assignable(other.client)).not.toContain(role.id);
    expect(await assignable(admin.client)).toContain(role.id);
    await admin.client.change('updateRole', { roleId: role.id, assignableByRoleIds: null }, '');
    expect(await assignable(other.client)).toContain(role.id);
  });

  test('a list of roles of another project space is refused', async () => {
    const { create } = await spaceOf();
    const foreign = await build.role(await build.space(), []);
    expect((await create({ name: 'Nurse', assignableByRoleIds: [foreign] })).userErrors)
      .toMatchObject([{ code: 'ROLE_NOT_AVAILABLE', field: ['assignableByRoleIds'] }]);
  });

  test('whoever is limited to their locations makes only roles that are, too', async () => {
    const { space } = await spaceOf({ usesLocations: true });
    const roleId = await build.role(space, [VIEW_ROLES, EDIT_ROLES, VIEW_DATA], { ownLocationsOnly: true });
    const { client } = await build.member(space, { roleId, locationIds: [await build.location(space)] });
    const input = { projectSpaceId: space.id, name: 'Helper', permissions: [VIEW_DATA] };
    expect(await client.codes('createRole', input)).toEqual(['PERMISSION_NOT_AVAILABLE']);
    expect(await client.codes('createRole', { ...input, ownLocationsOnly: true })).toEqual([]);
    expect(await client.codes('updateRole', { roleId, ownLocationsOnly: false })).toEqual(['PERMISSION_NOT_AVAILABLE']);
  });
});

describe('ROL-5: a role that is held cannot be deleted', () => {
  test('the refusal says by how many members, invitations and removals', async () => {
    const { space, admin } = await spaceOf();
    const roleId = await build.role(space, []);
    const [gone] = [await build.member(space, { roleId }), await build.member(space, { roleId })];
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'a@example.org' }, '');
    await admin.client.change('removeMembership', { membershipId: gone.membershipId }, '');
    const { userErrors } = await admin.client.change('deleteRole', { roleId }, '');
    expect(userErrors).toMatchObject([{ code: 'ROLE_IN_USE' }]);
    expect(userErrors[0].message).toContain('1 member, 1 open invitation, 1 removal that can still be undone');
  });

  test('once nobody holds it any more it goes, and removals that can no longer be undone do not keep it', async () => {
    const { space, admin } = await spaceOf();
    const roleId = await build.role(space, []);
    const { membershipId } = await build.member(space, { roleId });
    await admin.client.change('removeMembership', { membershipId }, '');
    await server.usher.database.query('UPDATE former_members SET undo_until = removed_at WHERE membership_id = $1', [membershipId]);
    expect((await admin.client.change('deleteRole', { roleId }, 'deletedRoleId')).deletedRoleId).toBe(roleId);
    expect((await auditOf(space)).at(-1)).toMatchObject({ action: 'role.deleted' });
  });

  test('of deleting a role and giving it to somebody at once one is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { space, admin } = await spaceOf();
      const second = await build.member(space);
      const roleId = await build.role(space, []);
      const { membershipId } = await build.member(space, { role: 'Read Only' });
      const [deleted, given] = await Promise.all([
        admin.client.codes('deleteRole', { roleId }), second.client.codes('updateMembership', { membershipId, roleId }),
      ]);
      expect([...deleted, ...given]).toHaveLength(1);
      expect(['ROLE_IN_USE', 'ROLE_NOT_AVAILABLE']).toContain([...deleted, ...given][0]);
    }
  });
});

test('ROL-6: a change of permissions holds from the next request on', async () => {
  const { space, admin } = await spaceOf();
  const roleId = await build.role(space, [VIEW_WEB_USERS]);
  const { client } = await build.member(space, { roleId });
  const members = async () => (await client.ask(`{ projectSpace(slug: "${space.slug}") { memberships { totalCount } } }`)).faults;
  expect(await members()).toEqual([]);
  await admin.client.change('updateRole', { roleId, permissions: [] }, '');
  expect(await members()).toEqual(['FORBIDDEN']);
});

test('what is absent or null is left as it is, and an empty description clears', async () => {
  const { admin, create } = await spaceOf();
  const { role } = await create({ name: 'Nurse', description: 'Cares', permissions: [VIEW_DATA] });
  const changed = await admin.client.change('updateRole', { roleId: role.id, name: null, permissions: null, description: null }, ROLE);
  expect(changed.role).toMatchObject({ name: 'Nurse', description: 'Cares', permissions: [VIEW_DATA] });
  expect((await admin.client.change('updateRole', { roleId: role.id, description: '' }, ROLE)).role.description).toBeNull();
});
