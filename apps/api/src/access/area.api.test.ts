import { type Builder, builder, type TestMember } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from './permission';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const ALL = Object.values(Permission);
const EMAILS = 'nodes { id email locations { code } invitedBy { email } } totalCount';
const PEOPLE = 'nodes { id webUser { email } locations { code } viewerCanEdit viewerCanRemove } totalCount';

/** Senegal (Dakar, Thiès) and Ghana (Accra); Awa is limited to Senegal, with every permission that an area leaves her. */
async function twoCountries() {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const senegal = await build.location(space, 'senegal');
  const [dakar, thies] = [await build.location(space, 'dakar', senegal), await build.location(space, 'thies', senegal)];
  const ghana = await build.location(space, 'ghana');
  const accra = await build.location(space, 'accra', ghana);
  const limited = await build.role(space, ALL, { ownLocationsOnly: true });
  const reader = await build.role(space, [Permission.VIEW_DATA], { ownLocationsOnly: true });
  const awa = await build.member(space, { roleId: limited, locationIds: [senegal] });
  const at = async (...locationIds: string[]) => await build.member(space, { roleId: reader, locationIds });
  const people = { inside: await at(dakar), both: await at(thies, accra), outside: await at(accra), nowhere: await at() };
  const see = async (member: TestMember, fields: string, variables: object = {}) => {
    const declared = ['$filter: MembershipFilter', '$invitations: InvitationFilter'].filter((one) => fields.includes(one.split(':')[0] ?? ''));
    const { data, errors } = await member.client.ask(
      `query ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { projectSpace(slug: "${space.slug}") { ${fields} } }`, { ...variables });
    expect(errors).toEqual([]);
    return data.projectSpace;
  };
  return { space, admin, awa, senegal, dakar, thies, ghana, accra, reader, see, ...people };
}
type World = Awaited<ReturnType<typeof twoCountries>>;
const emailsOf = (list: { nodes: { webUser: { email: string } }[] }) => list.nodes.map(({ webUser }) => webUser.email).sort();

async function invited({ admin, space, reader }: World, email: string, locationIds: string[]): Promise<string> {
  const input = { projectSpaceId: space.id, roleId: reader, email, locationIds };
  return (await admin.client.change('inviteWebUser', input, 'invitation { id }')).invitation.id;
}

describe('ROL-7: a person limited to an area sees and counts only what is inside', () => {
  test('members: list, count, search and single look-ups; locations outside are not shown', async () => {
    const { awa, inside, both, outside, nowhere, see } = await twoCountries();
    const { memberships } = await see(awa, `memberships(filter: $filter) { ${PEOPLE} }`);
    expect(emailsOf(memberships)).toEqual([awa, inside, both].map(({ person }) => person.email).sort());
    expect(memberships.totalCount).toBe(3);
    expect(memberships.nodes.find(({ id }: { id: string }) => id === both.membershipId)).toMatchObject({
      locations: [{ code: 'thies' }], viewerCanEdit: true, viewerCanRemove: false,
    });
    const search = await see(awa, `memberships(filter: $filter) { ${PEOPLE} }`, { filter: { search: outside.person.email } });
    expect(search.memberships).toEqual({ nodes: [], totalCount: 0 });
    for (const { membershipId } of [outside, nowhere]) {
      expect(await see(awa, `membership(id: "${membershipId}") { id }`)).toEqual({ membership: null });
    }
  });

  test('filters by what is outside find nothing, though the member is there as well', async () => {
    const { awa, accra, both, see, admin } = await twoCountries();
    const filter = { locationIds: [accra] };
    expect((await see(awa, `memberships(filter: $filter) { ${PEOPLE} }`, { filter })).memberships.totalCount).toBe(0);
    expect(emailsOf((await see(admin, `memberships(filter: $filter) { ${PEOPLE} }`, { filter })).memberships)).toContain(both.person.email);
  });

  test('pages of members meet everybody inside once, whatever lies between', async () => {
    const { awa, inside, both, space } = await twoCountries();
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await awa.client.ask(`query ($after: String) { projectSpace(slug: "${space.slug}") {
        memberships(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`, { after });
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = data.projectSpace.memberships;
      seen.push(...page.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen.sort()).toEqual([awa, inside, both].map(({ membershipId }) => membershipId).sort());
  });

  test('invitations, and who sent them', async () => {
    const world = await twoCountries();
    const { awa, admin, dakar, accra, see, space, reader } = world;
    await invited(world, 'in@example.org', [dakar]);
    const out = await invited(world, 'out@example.org', [accra]);
    const own = { projectSpaceId: space.id, roleId: reader, email: 'own@example.org', locationIds: [dakar] };
    await awa.client.change('inviteWebUser', own, '');
    const { invitations } = await see(awa, `invitations(filter: $invitations) { ${EMAILS} }`);
    expect(invitations.totalCount).toBe(2);
    expect(invitations.nodes).toMatchObject([
      { email: 'own@example.org', invitedBy: { email: awa.person.email } }, { email: 'in@example.org', invitedBy: null },
    ]);
    expect(await see(awa, `invitation(id: "${out}") { id }`)).toEqual({ invitation: null });
    const filter = { invitedByIds: [admin.person.id] };
    expect((await see(awa, `invitations(filter: $invitations) { ${EMAILS} }`, { invitations: filter })).invitations.totalCount).toBe(0);
  });

  test('numbers beside roles, members and locations', async () => {
    const world = await twoCountries();
    const { awa, admin, reader, dakar, accra, inside, see } = world;
    await invited(world, 'in@example.org', [dakar]);
    await invited(world, 'out@example.org', [accra]);
    const rolesFor = async (member: TestMember) => (await see(member, 'roles { id memberCount invitationCount }')).roles
      .find(({ id }: { id: string }) => id === reader);
    expect(await rolesFor(admin)).toMatchObject({ memberCount: 4, invitationCount: 2 });
    expect(await rolesFor(awa)).toMatchObject({ memberCount: 2, invitationCount: 1 });
    expect(await see(awa, 'hasSingleAdmin')).toEqual({ hasSingleAdmin: null });
    expect((await see(awa, `membership(id: "${inside.membershipId}") { sentInvitationCount }`)).membership.sentInvitationCount).toBe(0);
  });

  test('locations: the tree begins at their own', async () => {
    const { awa, senegal, accra, see } = await twoCountries();
    const { locations, viewerArea } = await see(awa, 'viewerArea { code } locations { totalCount nodes { code parent { code } } }');
    expect(viewerArea).toEqual([{ code: 'senegal' }]);
    expect(locations).toEqual({ totalCount: 3, nodes: [
      { code: 'dakar', parent: { code: 'senegal' } }, { code: 'senegal', parent: null }, { code: 'thies', parent: { code: 'senegal' } },
    ] });
    expect((await see(awa, 'locations(topOnly: true) { nodes { code hasChildren } }')).locations.nodes)
      .toEqual([{ code: 'senegal', hasChildren: true }]);
    expect(await see(awa, `location(id: "${accra}") { code }`)).toEqual({ location: null });
    expect((await see(awa, `location(id: "${senegal}") { code }`)).location).toEqual({ code: 'senegal' });
  });

  test('who was removed, and what happened', async () => {
    const { admin, awa, inside, outside, both, thies, accra, see } = await twoCountries();
    await admin.client.change('updateMembership', { membershipId: both.membershipId, locationIds: [accra, thies] }, '');
    for (const { membershipId } of [inside, outside]) await admin.client.change('removeMembership', { membershipId }, '');
    const seen = await see(awa, `formerMembers { totalCount nodes { email } } formerMember(webUserId: "${outside.person.id}") { joinedAt }
      auditEvents { totalCount nodes { action actor { id } actorEmail subjectEmail changes { field from to } } }`);
    expect(seen.formerMembers).toEqual({ totalCount: 1, nodes: [{ email: inside.person.email }] });
    expect(seen.formerMember).toBeNull();
    expect(seen.auditEvents.nodes).toEqual([
      { action: 'membership.removed', actor: null, actorEmail: null, subjectEmail: inside.person.email, changes: [{ field: 'role', from: expect.any(String), to: null }] },
      { action: 'membership.changed', actor: null, actorEmail: null, subjectEmail: both.person.email, changes: [{ field: 'locations', from: 'thies', to: 'thies' }] },
    ]);
    expect(JSON.stringify(seen)).not.toContain('accra');
  });

  test('one always sees oneself, also without any location', async () => {
    const { space, reader } = await twoCountries();
    const roleId = await build.role(space, [Permission.VIEW_WEB_USERS], { ownLocationsOnly: true });
    const lone = await build.member(space, { roleId });
    const { data } = await lone.client.ask(`{ projectSpace(slug: "${space.slug}") { memberships { totalCount nodes { id } } } }`);
    expect(data.projectSpace.memberships).toEqual({ totalCount: 1, nodes: [{ id: lone.membershipId }] });
    expect(reader).toBeTruthy();
  });
});

describe('ROL-7: a person limited to an area changes only what is inside', () => {
  test.each(['updateMembership', 'removeMembership', 'setMembershipActive'])('%s of somebody outside finds nobody', async (name) => {
    const { awa, outside: { membershipId } } = await twoCountries();
    const input = name === 'setMembershipActive' ? { membershipId, active: false } : { membershipId };
    expect(await awa.client.codes(name, input)).toEqual(['NOT_FOUND']);
  });

  test('role, deactivation and removal need all locations inside', async () => {
    const { awa, inside, both: { membershipId }, space } = await twoCountries();
    const roleId = await build.role(space, [], { ownLocationsOnly: true });
    expect(await awa.client.codes('updateMembership', { membershipId, roleId })).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await awa.client.codes('setMembershipActive', { membershipId, active: false })).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await awa.client.codes('removeMembership', { membershipId })).toEqual(['CANNOT_CHANGE_MEMBER']);
    expect(await awa.client.codes('updateMembership', { membershipId: inside.membershipId, roleId })).toEqual([]);
  });

  test('locations outside survive every change, in their place', async () => {
    const { awa, admin, both: { membershipId }, dakar, accra, see } = await twoCountries();
    const { membership } = await awa.client.change(
      'updateMembership', { membershipId, locationIds: [dakar] }, 'membership { locations { code } }');
    expect(membership.locations).toEqual([{ code: 'dakar' }]);
    expect((await see(admin, `membership(id: "${membershipId}") { locations { code } }`)).membership.locations)
      .toEqual([{ code: 'dakar' }, { code: 'accra' }]);
    expect(await awa.client.codes('updateMembership', { membershipId, locationIds: [accra] })).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await awa.client.codes('updateMembership', { membershipId, locationIds: [] })).toEqual(['LOCATION_NOT_AVAILABLE']);
  });

  test('invitations need at least one location, all inside', async () => {
    const { awa, space, reader, dakar, accra } = await twoCountries();
    const invite = async (locationIds?: string[]) =>
      await awa.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: reader, email: 'new@example.org', locationIds });
    expect(await invite()).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await invite([])).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await invite([dakar, accra])).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await invite([dakar])).toEqual([]);
  });

  test('only that an address is taken is told of those outside, and nothing else', async () => {
    const world = await twoCountries();
    const { awa, space, reader, dakar, accra, outside, see } = world;
    await invited(world, 'out@example.org', [accra]);
    const invite = async (email: string) =>
      await awa.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: reader, email, locationIds: [dakar] });
    expect(await invite(outside.person.email)).toEqual(['ALREADY_MEMBER']);
    expect(await invite('out@example.org')).toEqual(['ALREADY_INVITED']);
    const status = async (email: string, member = awa) =>
      (await see(member, `addressStatus(email: "${email}") { state membership { id } invitation { id } }`)).addressStatus;
    expect(await status(outside.person.email)).toEqual({ state: 'MEMBER', membership: null, invitation: null });
    expect(await status('out@example.org')).toEqual({ state: 'INVITED', membership: null, invitation: null });
    server.clock.forward({ days: 31 });
    const later = { ...awa, client: await build.signedIn(awa.person.id) };
    expect(await status('out@example.org', later)).toEqual({ state: 'INVITED', membership: null, invitation: null });
    expect(await later.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: reader, email: 'out@example.org', locationIds: [dakar] }))
      .toEqual(['ALREADY_INVITED']);
  });

  test('invitations that reach outside are resent, but neither deleted nor given another role', async () => {
    const world = await twoCountries();
    const { awa, dakar, accra, space } = world;
    const [out, both] = [await invited(world, 'out@example.org', [accra]), await invited(world, 'both@example.org', [dakar, accra])];
    const roleId = await build.role(space, [], { ownLocationsOnly: true });
    expect(await awa.client.codes('resendInvitation', { invitationId: out })).toEqual(['NOT_FOUND']);
    expect(await awa.client.codes('resendInvitation', { invitationId: both })).toEqual([]);
    expect(await awa.client.codes('removeInvitation', { invitationId: both })).toEqual(['CANNOT_CHANGE_INVITATION']);
    expect(await awa.client.codes('updateInvitation', { invitationId: both, roleId })).toEqual(['CANNOT_CHANGE_INVITATION']);
  });

  test('a last admin inside is told apart from one of many by nothing', async () => {
    const { awa, space, dakar } = await twoCountries();
    const one = await build.member(space, { role: 'Admin', locationIds: [dakar] });
    const { membershipId } = one;
    const ask = async () => await awa.client.codes('removeMembership', { membershipId });
    expect(await ask()).toEqual(['CANNOT_CHANGE_MEMBER']);
    await server.usher.database.query(
      `UPDATE memberships SET active = false WHERE project_space_id = $1 AND role_id = $2 AND id <> $3`,
      [space.id, space.adminRoleId, membershipId]);
    expect(await ask()).toEqual(['CANNOT_CHANGE_MEMBER']);
  });

  test('invitations that a removed member sent go with them only where they are inside', async () => {
    const { awa, admin, space, inside, dakar, accra, reader, see } = await twoCountries();
    const sender = await build.member(space, { roleId: reader, locationIds: [dakar] });
    for (const [email, place] of [['a@example.org', dakar], ['b@example.org', accra]]) {
      const { invitation } = await admin.client.change(
        'inviteWebUser', { projectSpaceId: space.id, roleId: reader, email, locationIds: [place] }, 'invitation { id }');
      await server.usher.database.query('UPDATE invitations SET invited_by_id = $2 WHERE id = $1', [invitation.id, sender.person.id]);
    }
    await awa.client.change('removeMembership', { membershipId: sender.membershipId, removeSentInvitations: true }, '');
    expect((await see(admin, 'invitations { nodes { email } }')).invitations.nodes).toEqual([{ email: 'b@example.org' }]);
    expect(inside).toBeTruthy();
  });

  test('locations are added, moved and deleted only within the area', async () => {
    const { awa, space, dakar, thies, ghana, senegal } = await twoCountries();
    const create = async (input: object) =>
      await awa.client.codes('createLocation', { projectSpaceId: space.id, code: 'new', name: 'New', ...input });
    expect(await create({})).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await create({ parentId: ghana })).toEqual(['LOCATION_NOT_AVAILABLE']);
    expect(await create({ parentId: dakar })).toEqual([]);
    expect(await awa.client.codes('updateLocation', { locationId: ghana, name: 'x' })).toEqual(['NOT_FOUND']);
    expect(await awa.client.codes('updateLocation', { locationId: thies, parentId: dakar })).toEqual([]);
    expect(await awa.client.codes('updateLocation', { locationId: senegal, moveToTop: true })).toEqual([]);
    expect(await awa.client.codes('deleteLocation', { locationId: ghana })).toEqual(['NOT_FOUND']);
  });

  test('a moved location takes its people along, from the next request on', async () => {
    const { admin, awa, accra, senegal, outside, see } = await twoCountries();
    await admin.client.change('updateLocation', { locationId: accra, parentId: senegal }, '');
    const { memberships } = await see(awa, `memberships { ${PEOPLE} }`);
    expect(emailsOf(memberships)).toContain(outside.person.email);
  });
});

describe('ROL-7: organizations', () => {
  test('cannot be switched off while a limited role exists, nor a role be limited without them', async () => {
    const { admin, space } = await twoCountries();
    const off = { projectSpaceId: space.id, usesLocations: false };
    expect(await admin.client.codes('updateProjectSpace', off)).toEqual(['INVALID']);
    const plain = await build.space();
    const { client } = await build.member(plain);
    const role = { projectSpaceId: plain.id, name: 'Nurse', permissions: [], ownLocationsOnly: true };
    expect(await client.codes('createRole', role)).toEqual(['INVALID']);
    expect(await client.codes('updateProjectSpace', { projectSpaceId: plain.id, usesLocations: true })).toEqual([]);
    expect(await client.codes('createRole', role)).toEqual([]);
  });

  test('of switching them off and limiting a role at once one is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const space = await build.space({ usesLocations: true });
      const [one, two] = [await build.member(space), await build.member(space)];
      const codes = (await Promise.all([
        one.client.codes('updateProjectSpace', { projectSpaceId: space.id, usesLocations: false }),
        two.client.codes('createRole', { projectSpaceId: space.id, name: 'Nurse', permissions: [], ownLocationsOnly: true }),
      ])).flat();
      expect(codes).toEqual(['INVALID']);
    }
  });
});
