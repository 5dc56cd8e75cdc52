import { randomUUID } from 'node:crypto';
import { type Builder, builder } from '../../test/build';
import type { Client } from '../../test/client';
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

const EVENT = 'action channel actor { email } actorEmail subjectEmail subjectName changes { field from to }';

async function busy() {
  const space = await build.space();
  const admin = await build.member(space);
  const { membershipId, person } = await build.member(space, { role: 'Read Only' });
  const roleId = await build.roleNamed(space, 'App Editor');
  await admin.client.change('updateMembership', { membershipId, roleId }, '');
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId, email: 'guest@example.org' }, '');
  await admin.client.change('createRole', { projectSpaceId: space.id, name: 'Nurse', permissions: [] }, '');
  const list = async (filter: object = {}, client: Client = admin.client) => (await client.ask(
    `query ($filter: AuditFilter) { projectSpace(slug: "${space.slug}") { auditEvents(filter: $filter) { totalCount nodes { ${EVENT} } } } }`,
    { filter })).data.projectSpace.auditEvents;
  const download = async (query = '', client: Client = admin.client) => await fetch(`${server.url}/api/audit/${space.slug}.csv${query}`, {
    headers: client.ownHeaders(),
  });
  return { space, admin, person, list, download };
}
const actionsIn = (page: { nodes: { action: string }[] }) => page.nodes.map(({ action }) => action);

describe('AUD-2: the audit log', () => {
  test('tells who did what to whom, by which way, from what and to what, newest first', async () => {
    const { admin, person, list } = await busy();
    const page = await list();
    expect(actionsIn(page)).toEqual(['role.created', 'invitation.created', 'membership.changed', 'project-space.created']);
    expect(page.nodes[2]).toEqual({
      action: 'membership.changed', channel: 'API', actor: { email: admin.person.email }, actorEmail: admin.person.email,
      subjectEmail: person.email, subjectName: null, changes: [{ field: 'role', from: 'Read Only', to: 'App Editor' }],
    });
  });

  test('is searched by person, action, way and time', async () => {
    const { admin, person, list } = await busy();
    expect(actionsIn(await list({ search: 'GUEST@' }))).toEqual(['invitation.created']);
    expect(actionsIn(await list({ search: 'nurs' }))).toEqual(['role.created']);
    expect(actionsIn(await list({ search: '%' }))).toEqual([]);
    expect(actionsIn(await list({ webUserIds: [person.id] }))).toEqual(['membership.changed']);
    expect((await list({ webUserIds: [admin.person.id, 'nonsense'] })).totalCount).toBe(3);
    expect(actionsIn(await list({ actions: ['role.created', 'membership.changed'] }))).toEqual(['role.created', 'membership.changed']);
    expect(actionsIn(await list({ channels: ['SYSTEM'] }))).toEqual(['project-space.created']);
    const ahead = new Date(server.clock.now().getTime() + 60_000).toISOString();
    expect((await list({ from: ahead })).totalCount).toBe(0);
    expect((await list({ to: ahead })).totalCount).toBe(4);
  });

  test('tells the operator from support staff, who are not named, and from whom the viewer does not see (SUP-1)', async () => {
    const { space, admin } = await busy();
    const { plans, staff } = server.usher.services;
    const desk = (await build.person()).email;
    await staff.create(desk);
    await plans.set(await staff.actingAs(desk), { projectSpaceId: space.id, plan: SoftwarePlan.PRO, reason: 'By the desk' });
    server.clock.forward({ seconds: 1 });
    await plans.set(await staff.actingAs(undefined), { projectSpaceId: space.id, plan: SoftwarePlan.ADVANCED, reason: 'By hand' });
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") {
      auditEvents(first: 3) { nodes { reason byOperator actor { id } actorEmail } } } }`);
    expect(data.projectSpace.auditEvents.nodes).toEqual([
      { reason: 'By hand', byOperator: true, actor: null, actorEmail: null },
      { reason: 'By the desk', byOperator: false, actor: null, actorEmail: null },
      expect.objectContaining({ byOperator: false, actorEmail: admin.person.email }),
    ]);
  });

  test('pages meet every event once', async () => {
    const { space, admin } = await busy();
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await admin.client.ask(`query ($after: String) { projectSpace(slug: "${space.slug}") {
        auditEvents(first: 1, after: $after) { nodes { action } pageInfo { hasNextPage endCursor } } } }`, { after });
      const page: { nodes: { action: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = data.projectSpace.auditEvents;
      seen.push(...actionsIn(page));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual(['role.created', 'invitation.created', 'membership.changed', 'project-space.created']);
  });

  test('who may not view web users does not learn here when somebody signed in', async () => {
    const { space, admin } = await busy();
    await server.usher.database.query('UPDATE web_users SET last_login = now() WHERE id = $1', [admin.person.id]);
    const { client } = await build.member(space, { permissions: [Permission.VIEW_AUDIT_LOG] });
    const { data } = await client.ask(
      `{ projectSpace(slug: "${space.slug}") { auditEvents(first: 1) { nodes { actor { email lastLogin } } } } }`);
    expect(data.projectSpace.auditEvents.nodes).toEqual([{ actor: { email: admin.person.email, lastLogin: null } }]);
  });

  test('is never changed or deleted, whoever asks the database', async () => {
    const { space } = await busy();
    for (const statement of ['UPDATE audit_events SET action = $2', 'DELETE FROM audit_events']) {
      await expect(server.usher.database.query(
        `${statement} WHERE project_space_id = $1 ${statement.includes('$2') ? '' : 'AND $2 <> \'\''}`, [space.id, 'x']))
        .rejects.toThrow('never changed or deleted');
    }
  });
});

describe('AUD-2: the audit log as a file', () => {
  test('holds what the filter hits, and no cell becomes a formula', async () => {
    const { space, admin, download } = await busy();
    await admin.client.change('createRole', { projectSpaceId: space.id, name: '=1+1', permissions: [] }, '');
    const response = await download('?actions=role.created');
    const lines = (await response.text()).trim().split('\n');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="audit-${space.slug}.csv"`);
    expect(lines[0]).toBe('at,action,channel,actor,subject,about,changes,reason,bulkUpload');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(",'=1+1,");
  });

  test('says in its last column by which upload it was (AUD-1)', async () => {
    const { space, download } = await busy();
    const uploadId = randomUUID();
    await server.usher.database.query(
      `INSERT INTO audit_events (project_space_id, at, action, channel, bulk_upload_id)
       VALUES ($1, now(), 'invitation.created', 'BULK_UPLOAD', $2)`, [space.id, uploadId]);
    const lines = (await (await download('?channels=BULK_UPLOAD')).text()).trim().split('\n');
    expect(lines).toEqual([expect.anything(), expect.stringMatching(new RegExp(`,${uploadId}$`))]);
  });

  test('is complete where it is longer than a step', async () => {
    const { space, download } = await busy();
    await server.usher.database.query(
      `INSERT INTO audit_events (project_space_id, at, action, channel)
       SELECT $1, now() - n * interval '1 second', 'membership.changed', 'API' FROM generate_series(1, 1000) n`, [space.id]);
    expect((await (await download()).text()).trim().split('\n')).toHaveLength(1005);
  });

  test('is for those who may view it', async () => {
    const { space, download } = await busy();
    const reader = await build.member(space, { role: 'Read Only' });
    const stranger = await build.member(await build.space());
    expect((await download('', build.anonymous())).status).toBe(401);
    expect((await download('', reader.client)).status).toBe(403);
    expect((await download('', stranger.client)).status).toBe(404);
    expect((await download('?from=yesterday')).status).toBe(400);
    expect((await download('?actions=%00')).status).toBe(400);
  });
});
