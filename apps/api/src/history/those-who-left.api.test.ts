import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const PERSON = '{ id username email firstName lastName lastLogin twoFactorEnabled deactivated undeliverable }';

/** Kim invites somebody, announces an upload, and then goes on elsewhere by another name and address. */
async function left() {
  const space = await build.space();
  const admin = await build.member(space);
  const kim = await build.member(space);
  const { email } = kim.person;
  const roleId = await build.roleNamed(space, 'Read Only');
  await kim.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: `guest-of-${email}` }, '');
  await kim.client.change('createBulkUpload', { projectSpaceId: space.id, fileName: 'people.csv' }, '');
  const changed = `private-${email}`;
  const goElsewhere = async () => await server.usher.database.query(
    `UPDATE web_users SET email = $2, first_name = 'Private', last_login = now(), two_factor_enabled = true WHERE id = $1`,
    [kim.person.id, changed]);
  return { space, admin, kim, changed, goElsewhere };
}

async function shown(space: TestSpace, { client }: TestMember) {
  const { data, errors } = await client.ask(`{ projectSpace(slug: "${space.slug}") {
    invitations { nodes { invitedById invitedBy ${PERSON} } }
    bulkUploads { nodes { createdById createdBy ${PERSON} } }
    auditEvents(filter: { actions: ["invitation.created"] }) { nodes { actorEmail actor ${PERSON} } } } }`);
  expect(errors).toEqual([]);
  return data.projectSpace;
}

test('MEM-5, ACC-1: of those who left only the ID is shown, by whatever path; the audit log keeps the address as of the event', async () => {
  const { space, admin, kim, changed, goElsewhere } = await left();
  await admin.client.change('removeMembership', { membershipId: kim.membershipId }, '');
  const gone = {
    invitations: { nodes: [{ invitedById: kim.person.id, invitedBy: null }] },
    bulkUploads: { nodes: [{ createdById: kim.person.id, createdBy: null }] },
    auditEvents: { nodes: [{ actorEmail: kim.person.email, actor: null }] },
  };
  expect(await shown(space, admin)).toEqual(gone);
  server.clock.forward({ days: 8 });
  await goElsewhere();
  const later = { ...admin, client: await build.signedIn(admin.person.id) };
  expect(await shown(space, later)).toEqual(gone);
  const file = await fetch(`${server.url}/api/audit/${space.slug}.csv`, { headers: later.client.ownHeaders() });
  const text = await file.text();
  expect([text.includes(kim.person.email), text.includes(changed)]).toEqual([true, false]);
});

test('MEM-4, MEM-5: members are shown as they are now, also while they are deactivated', async () => {
  const { space, admin, kim, changed, goElsewhere } = await left();
  await admin.client.change('setMembershipActive', { membershipId: kim.membershipId, active: false }, '');
  await goElsewhere();
  const person = { id: kim.person.id, email: changed, firstName: 'Private', twoFactorEnabled: true };
  expect(await shown(space, admin)).toMatchObject({
    invitations: { nodes: [{ invitedBy: person }] }, bulkUploads: { nodes: [{ createdBy: person }] },
    auditEvents: { nodes: [{ actor: person, actorEmail: kim.person.email }] },
  });
});

test('MEM-5, ROL-7: whoever is limited to an area does not learn the ID of somebody outside it', async () => {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const dakar = await build.location(space, 'dakar');
  const roleId = await build.role(space, ['VIEW_WEB_USERS'] as never, { ownLocationsOnly: true });
  const awa = await build.member(space, { roleId, locationIds: [dakar] });
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'in@example.org', locationIds: [dakar] }, '');
  const { data } = await awa.client.ask(
    `{ projectSpace(slug: "${space.slug}") { invitations { nodes { email invitedById invitedBy { id } } } } }`);
  expect(data.projectSpace.invitations.nodes).toEqual([{ email: 'in@example.org', invitedById: null, invitedBy: null }]);
});
