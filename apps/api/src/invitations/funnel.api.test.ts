import { randomUUID } from 'node:crypto';
import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import type { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';
import { Permission } from '../access/permission';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

async function invite(space: TestSpace, admin: TestMember, became: string, locationIds: string[] = []): Promise<void> {
  const { invitation } = await admin.client.change('inviteWebUser', {
    projectSpaceId: space.id, roleId: space.adminRoleId, email: `${randomUUID()}@example.org`, locationIds,
  }, 'invitation { id }');
  await server.usher.database.query(`UPDATE invitations SET ${became} WHERE id = $1`, [invitation.id]);
}

const funnelOf = async (client: Client, { slug }: TestSpace, days?: number) => await client.ask(
  `query ($slug: String!) { projectSpace(slug: $slug) { invitationFunnel${days === undefined ? '' : `(days: ${days})`} {
     sent delivered accepted expired undeliverable } } }`, { slug });

test('the funnel counts the invitations of the last 90 days by what became of them; who accepted was reached', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  for (const became of [
    `delivery_status = 'DELIVERED'`, `status = 'ACCEPTED', delivery_status = 'SENT'`, `delivery_status = 'UNDELIVERABLE'`,
    `status = 'DECLINED', delivery_status = 'DELIVERED'`, `expires_at = now() - interval '1 day'`, `last_sent_at = now() - interval '91 days'`,
  ]) await invite(space, admin, became);
  expect((await funnelOf(admin.client, space)).data.projectSpace.invitationFunnel)
    .toEqual({ sent: 5, delivered: 3, accepted: 1, expired: 1, undeliverable: 1 });
  expect((await funnelOf(admin.client, space, 92)).data.projectSpace.invitationFunnel.sent).toBe(6);
});

test('ROL-7: whoever is limited to an area counts only what is inside', async () => {
  const space = await build.space({ usesLocations: true });
  const admin = await build.member(space);
  const inside = await build.location(space);
  const outside = await build.location(space);
  for (const places of [[inside], [inside, outside], [outside], []]) await invite(space, admin, `delivery_status = 'DELIVERED'`, places);
  const roleId = await build.role(space, [Permission.VIEW_WEB_USERS], { ownLocationsOnly: true });
  const limited = await build.member(space, { roleId, locationIds: [inside] });
  expect((await funnelOf(limited.client, space)).data.projectSpace.invitationFunnel).toMatchObject({ sent: 2, delivered: 2 });
});

test.each([0, -1, 367])('%i days cannot be asked for', async (days) => {
  const space = await build.space();
  const { client } = await build.member(space);
  expect((await funnelOf(client, space, days)).faults).toEqual(['BAD_USER_INPUT']);
});
