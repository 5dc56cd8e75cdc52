import { type Builder, builder, type TestMember, type TestSpace } from '../../test/build';
import type { UserErrorData } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { KeyRing } from '../platform/crypto/key-ring';
import { InvitationLink } from './invitation-link.entity';
import { newLink } from './invitation-token';

const DAY = 24 * 60 * 60;
let server: TestUsher;
let build: Builder;
beforeEach(async () => {
  server = await startUsher({ config: { mailLimits: { recipient: 3, inviter: 4, space: 6, bulk: 5 } } });
  build = builder(server);
});
afterEach(async () => await server.stop());

type Refused = UserErrorData & { retryAfter: number | null };
let count = 0;
const newEmail = () => `limited-${count += 1}@example.org`;

async function invite({ client, roleId }: TestMember, { id: projectSpaceId }: TestSpace, email = newEmail()): Promise<Refused[]> {
  const answer = await client.change('inviteWebUser', { projectSpaceId, roleId, email }, 'userErrors { retryAfter }');
  return answer.userErrors;
}
const mails = async () => Number((await server.usher.database.query(`SELECT count(*) FROM mails WHERE kind = 'invitation'`))[0].count);

test('INV-15: an inviter sends so many a day, is told when to try again, and may then', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  for (let sent = 0; sent < 4; sent += 1) expect(await invite(admin, space)).toEqual([]);
  server.clock.forward({ hours: 3 });
  const [refusal] = await invite(admin, space);
  expect(refusal).toMatchObject({ code: 'RATE_LIMITED', field: null, message: expect.stringContaining('21 hours') });
  expect(refusal?.retryAfter).toBeGreaterThan(21 * 3600 - 60);
  expect(refusal?.retryAfter).toBeLessThanOrEqual(21 * 3600 + 1);
  expect(await mails()).toBe(4);
  expect(await server.usher.database.query('SELECT 1 FROM invitations')).toHaveLength(4);
  server.clock.forward({ seconds: refusal?.retryAfter ?? 0 });
  expect(await invite(admin, space)).toEqual([]);
});

test('a project space sends so many a day, whoever invites', async () => {
  const space = await build.space();
  const [one, two] = [await build.member(space), await build.member(space)];
  for (const admin of [one, one, one, two, two, two]) expect(await invite(admin, space)).toEqual([]);
  expect(await invite(two, space)).toMatchObject([{ code: 'RATE_LIMITED' }]);
  const other = await build.space();
  expect(await invite(await build.member(other), other)).toEqual([]);
});

test('an address is mailed so often a day, over all project spaces, by invitation or resend', async () => {
  const email = newEmail();
  for (let sent = 0; sent < 2; sent += 1) {
    const space = await build.space();
    expect(await invite(await build.member(space), space, email)).toEqual([]);
  }
  const space = await build.space();
  const admin = await build.member(space);
  const { invitation } = await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, 'invitation { id expiresAt }');
  const { userErrors } = await admin.client.change('resendInvitation', { invitationId: invitation.id }, 'userErrors { retryAfter }');
  expect(userErrors).toMatchObject([{ code: 'RATE_LIMITED', field: ['invitationId'] }]);
  expect(userErrors[0].retryAfter).toBeGreaterThan(DAY - 300);
  const now = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { invitation(id: "${invitation.id}") { expiresAt } } }`);
  expect(now.data.projectSpace.invitation.expiresAt).toBe(invitation.expiresAt);
  const other = await build.space();
  expect(await invite(await build.member(other), other, email)).toMatchObject([{ code: 'RATE_LIMITED', field: ['email'] }]);
});

test('ACC-2: it comes last; what is refused for another reason counts for nothing', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  for (let tries = 0; tries < 9; tries += 1) {
    expect(await admin.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'no address' })).toEqual(['INVALID_EMAIL']);
  }
  const emails = Array.from({ length: 5 }, newEmail);
  const { outcomes } = await admin.client.change('inviteWebUsers', { projectSpaceId: space.id, roleId: admin.roleId, emails },
    'outcomes { userErrors { code field retryAfter } }');
  expect(outcomes.map(({ userErrors }: { userErrors: unknown[] }) => userErrors.length)).toEqual([0, 0, 0, 0, 1]);
  expect(await admin.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: 'unknown', email: newEmail() })).toEqual(['ROLE_NOT_AVAILABLE']);
  expect(await admin.client.codes('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: emails[0] })).toEqual(['ALREADY_INVITED']);
});

test('of any number at once no more get through than are allowed', async () => {
  const space = await build.space();
  const admin = await build.member(space);
  const answers = await Promise.all(Array.from({ length: 9 }, () => invite(admin, space)));
  expect(answers.filter((errors) => errors.length === 0)).toHaveLength(4);
  expect(await mails()).toBe(4);
});

test('bulk mail beyond its allowance waits, is never dropped, and leaves when its day has come', async () => {
  const space = await build.space();
  const { services, database } = server.usher;
  const roleId = await build.roleNamed(space, 'Read Only');
  const emails = Array.from({ length: 7 }, newEmail);
  const held = await database.transaction(async (tx) => {
    const now = server.clock.now();
    for (const email of emails) {
      await tx.query(`INSERT INTO invitations (project_space_id, id, email, role_id, invited_at, last_sent_at, expires_at)
        VALUES ($1, gen_random_uuid(), $2, $3, $4, $4, $4::timestamptz + interval '30 days')`, [space.id, email, roleId, now]);
    }
    const rows = await tx.query<{ id: string; email: string; sending: number }[]>('SELECT id, email, sending FROM invitations ORDER BY email');
    const keys = new KeyRing(server.config.encryptionKeys);
    for (const { id } of rows) await tx.insert(InvitationLink, newLink(keys, space.id, id, 1));
    return await services.sending.mailAll(tx, space.id, rows);
  });
  expect(held?.getTime()).toBeCloseTo(server.clock.now().getTime() + DAY * 1000, -4);
  await server.usher.work();
  for (const email of emails.slice(0, 5)) await mailTo(server, email);
  await services.periodic.runDue();
  expect(await database.query('SELECT 1 FROM mailbox_messages')).toHaveLength(5);
  server.clock.forward({ days: 1 });
  await services.periodic.runDue();
  for (const email of emails) await mailTo(server, email);
});
