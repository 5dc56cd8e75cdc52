import { Permission } from '../access/permission';
import { type Builder, builder } from '../../test/build';
import { startUsher, type TestUsher } from '../../test/usher';
import { AuditEvent } from '../audit/audit-event.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const EDITOR = [Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS];
const LIST = `query ($slug: String!, $filter: InvitationFilter, $orderBy: InvitationOrder, $first: Int, $after: String) {
  projectSpace(slug: $slug) { invitations(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id email status role { name } viewerCanEdit viewerCanResend viewerCanRemove } } } }`;

async function spaceWith(...emails: string[]) {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const readOnly = await build.roleNamed(space, 'Read Only');
  const ids = new Map<string, string>();
  for (const email of emails) {
    const { invitation } = await admin.client.change(
      'inviteWebUser', { projectSpaceId: space.id, roleId: readOnly, email }, 'invitation { id }');
    ids.set(email, invitation.id);
  }
  const list = async (variables: object = {}) =>
    (await admin.client.ask(LIST, { slug: space.slug, ...variables })).data.projectSpace.invitations;
  return { space, admin, ids, readOnly, list, idOf: (email: string) => ids.get(email) ?? '' };
}

describe('INV-12: the pending list', () => {
  test('is searched, sorted and paged on the server', async () => {
    const { list } = await spaceWith('carla@example.org', 'ana@example.org', 'bela@other.org');
    const emails = (page: { nodes: { email: string }[] }) => page.nodes.map(({ email }) => email);
    const orderBy = { field: 'EMAIL', direction: 'ASC' };
    expect(emails(await list({ filter: { search: 'EXAMPLE' }, orderBy }))).toEqual(['ana@example.org', 'carla@example.org']);
    const first = await list({ orderBy, first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(emails(await list({ orderBy, first: 2, after: first.pageInfo.endCursor }))).toEqual(['carla@example.org']);
    expect(emails(await list())).toEqual(['bela@other.org', 'ana@example.org', 'carla@example.org']);
  });

  test('resend and delete work on a selection, each with its own outcome', async () => {
    const { admin, idOf, list } = await spaceWith('ana@example.org', 'bela@example.org');
    const fields = 'outcomes { email userErrors { code field } }';
    const { outcomes } = await admin.client.change(
      'resendInvitations', { invitationIds: [idOf('ana@example.org'), 'unknown'] }, fields);
    expect(outcomes).toEqual([
      { email: 'ana@example.org', userErrors: [] },
      { email: '', userErrors: [{ code: 'NOT_FOUND', field: ['invitationIds', '1'] }] },
    ]);
    await admin.client.change('removeInvitations', { invitationIds: [idOf('ana@example.org'), idOf('bela@example.org')] }, fields);
    expect((await list()).totalCount).toBe(0);
  });
});

describe('INV-4: editing and deleting', () => {
  test('a change of role or locations sends no mail and does not touch the clock', async () => {
    const { space, admin, idOf } = await spaceWith('ana@example.org');
    const dakar = await build.location(space, 'dakar');
    const invitationId = idOf('ana@example.org');
    const fields = 'invitation { role { name } locations { code } expiresAt lastSentAt }';
    const before = await admin.client.change('updateInvitation', { invitationId }, fields);
    const { invitation } = await admin.client.change(
      'updateInvitation', { invitationId, roleId: admin.roleId, locationIds: [dakar] }, fields);
    expect(invitation).toEqual({ ...before.invitation, role: { name: 'Admin' }, locations: [{ code: 'dakar' }] });
    const [{ count }] = await server.usher.database.query(
      `SELECT count(*)::int AS count FROM mails WHERE recipient = 'ana@example.org' AND params->>'invitationId' = $1`, [invitationId]);
    expect(count).toBe(1);
  });

  test('ROL-4: an editor cannot change an invitation with a role beyond theirs, but may resend and delete it', async () => {
    const { space, idOf } = await spaceWith('ana@example.org', 'bela@example.org');
    const editor = await build.member(space, { permissions: EDITOR });
    const invitationId = idOf('ana@example.org');
    const { data } = await editor.client.ask(LIST, { slug: space.slug, filter: { search: 'ana' } });
    expect(data.projectSpace.invitations.nodes).toMatchObject(
      [{ viewerCanEdit: false, viewerCanResend: true, viewerCanRemove: true }]);
    expect(await editor.client.codes('updateInvitation', { invitationId, locationIds: [] })).toEqual(['CANNOT_CHANGE_INVITATION']);
    expect(await editor.client.codes('resendInvitation', { invitationId })).toEqual([]);
    expect(await editor.client.codes('removeInvitation', { invitationId })).toEqual([]);
  });
});

test('AUD-1: every step is recorded with who, by which way and to whom', async () => {
  const { space, admin, idOf } = await spaceWith('ana@example.org');
  const invitationId = idOf('ana@example.org');
  await admin.client.change('resendInvitation', { invitationId }, '');
  await admin.client.change('removeInvitation', { invitationId }, '');
  const events = await server.usher.database.manager.find(AuditEvent, {
    where: { projectSpaceId: space.id, subjectEmail: 'ana@example.org' }, order: { at: 'ASC' },
  });
  expect(events.map(({ action, channel, actorEmail }) => [action, channel, actorEmail])).toEqual([
    ['invitation.created', 'API', admin.person.email], ['invitation.resent', 'API', admin.person.email],
    ['invitation.removed', 'API', admin.person.email],
  ]);
  expect(events[0]?.changes).toEqual([{ field: 'role', from: null, to: 'Read Only' }]);
});

test('AUD-1: the database refuses to change or delete what is recorded', async () => {
  const { database } = server.usher;
  for (const statement of [`UPDATE audit_events SET action = 'x'`, 'DELETE FROM audit_events', 'TRUNCATE audit_events']) {
    await expect(database.query(statement)).rejects.toThrow('never changed or deleted');
  }
});

test('INV-12: expired invitations are filtered, and an editor may not revive one beyond their role', async () => {
  const { space, admin, idOf } = await spaceWith('ana@example.org');
  server.clock.forward({ days: 31 });
  const editor = await build.member(space, { permissions: EDITOR });
  const filtered = async (statuses: string[]) =>
    (await editor.client.ask(LIST, { slug: space.slug, filter: { statuses } })).data.projectSpace.invitations.nodes;
  expect(await filtered(['PENDING'])).toEqual([]);
  expect(await filtered(['EXPIRED'])).toMatchObject([{ email: 'ana@example.org', status: 'EXPIRED', viewerCanResend: false }]);
  const invitationId = idOf('ana@example.org');
  expect(await editor.client.codes('resendInvitation', { invitationId })).toEqual(['CANNOT_CHANGE_INVITATION']);
  const client = await build.signedIn(admin.person.id);
  expect(await client.codes('resendInvitation', { invitationId })).toEqual([]);
});
