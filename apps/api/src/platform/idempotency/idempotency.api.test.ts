import { randomUUID } from 'node:crypto';
import { Permission } from '../../access/permission';
import { type Builder, builder } from '../../../test/build';
import { countStatements } from '../../../test/statements';
import { startUsher, type TestUsher } from '../../../test/usher';
import { forgetAnswers } from './forget-answers';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const INVITE = 'mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) { invitation { id email role { name } } userErrors { code } } }';
const INVITE_MANY = `mutation ($input: InviteWebUsersInput!) { inviteWebUsers(input: $input) {
  outcomes { email userErrors { code } } userErrors { code } } }`;

async function scene() {
  const space = await build.space();
  const admin = await build.member(space);
  const key = await build.apiKey(space, admin);
  const roleId = await build.roleNamed(space, 'Read Only');
  const header = (value: string = randomUUID()) => ({ 'idempotency-key': value });
  const input = (email: string) => ({ input: { projectSpaceId: space.id, roleId, email } });
  const many = (...emails: string[]) => ({ input: { projectSpaceId: space.id, roleId, emails } });
  const count = async (table = 'invitations') => Number((await server.usher.database.query(
    `SELECT count(*) FROM ${table} WHERE project_space_id = $1`, [space.id]))[0].count);
  return { space, admin, key, roleId, header, input, many, count };
}

describe('API-3: a mutation with an Idempotency-Key', () => {
  test('gives the first answer again, and does nothing twice', async () => {
    const { key, header, input, count } = await scene();
    const same = header();
    const first = await key.ask(INVITE, input('a@example.org'), same);
    expect(first.data.inviteWebUser.invitation.email).toBe('a@example.org');
    const { invitation } = first.data.inviteWebUser;
    await key.change('removeInvitation', { invitationId: invitation.id }, '');
    expect(await key.ask(INVITE, input('a@example.org'), same)).toEqual(first);
    expect(await count()).toBe(1);
  });

  test('gives a refusal again, too, even if it would be granted now', async () => {
    const { key, header, input } = await scene();
    const same = header();
    const { data } = await key.ask(INVITE, input('b@example.org'));
    const refused = await key.ask(INVITE, input('b@example.org'), same);
    expect(refused.data.inviteWebUser).toEqual({ invitation: null, userErrors: [{ code: 'ALREADY_INVITED' }] });
    await key.change('removeInvitation', { invitationId: data.inviteWebUser.invitation.id }, '');
    expect(await key.ask(INVITE, input('b@example.org'), same)).toEqual(refused);
  });

  test('keeps each outcome of a selection, those refused between those done', async () => {
    const { key, header, many, count } = await scene();
    const same = header();
    const asked = many('c1@example.org', 'no address', 'c2@example.org', 'c1@example.org');
    const first = await key.ask(INVITE_MANY, asked, same);
    expect(first.data.inviteWebUsers.outcomes.map(({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code ?? 'done'))
      .toEqual(['done', 'INVALID_EMAIL', 'done', 'ALREADY_INVITED']);
    expect(await key.ask(INVITE_MANY, asked, same)).toEqual(first);
    expect(await count()).toBe(2);
  });

  test('of another input under the same key is refused, and does nothing', async () => {
    const { key, header, input, count } = await scene();
    const same = header();
    await key.ask(INVITE, input('d@example.org'), same);
    const other = await key.ask(INVITE, input('e@example.org'), same);
    expect(other).toMatchObject({ status: 422, faults: ['IDEMPOTENCY_KEY_REUSED'] });
    expect((await key.ask(`${INVITE} `, input('d@example.org'), same)).faults).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await count()).toBe(1);
  });

  test('of the same input counts as that whatever the order of its fields', async () => {
    const { key, header, input } = await scene();
    const same = header();
    const { input: fields } = input('f@example.org');
    const first = await key.ask(INVITE, { input: fields }, same);
    expect(await key.ask(INVITE, { input: Object.fromEntries(Object.entries(fields).toReversed()) }, same)).toEqual(first);
  });

  test('may be used anew after 24 hours', async () => {
    const { key, header, input, count } = await scene();
    const same = header();
    await key.ask(INVITE, input('g@example.org'), same);
    server.clock.forward({ hours: 23 });
    expect((await key.ask(INVITE, input('h@example.org'), same)).faults).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    server.clock.forward({ hours: 1 });
    expect((await key.ask(INVITE, input('h@example.org'), same)).data.inviteWebUser.userErrors).toEqual([]);
    expect(await count()).toBe(2);
  });

  test('is the key\'s or person\'s own: another may use the same', async () => {
    const { key, admin, header, input } = await scene();
    const same = header();
    await key.ask(INVITE, input('i@example.org'), same);
    const other = await admin.client.ask(INVITE, input('j@example.org'), same);
    expect(other.data.inviteWebUser.invitation.email).toBe('j@example.org');
  });

  test('is not kept where the answer holds an error: what was done is taken back, and it may be tried again', async () => {
    const { space, admin, header, roleId, count } = await scene();
    const all = Object.values(Permission);
    const member = await build.member(space, { permissions: all.filter((one) => one !== Permission.VIEW_AUDIT_LOG) });
    const same = header();
    const ask = async () => await member.client.ask(
      `mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) { invitation { projectSpace { auditEvents { totalCount } } } } }`,
      { input: { projectSpaceId: space.id, roleId, email: 'k@example.org' } }, same);
    expect(await ask()).toMatchObject({ data: null, faults: ['FORBIDDEN'] });
    expect(await count()).toBe(0);
    const auditor = await build.role(space, all);
    await admin.client.change('updateMembership', { membershipId: member.membershipId, roleId: auditor }, '');
    expect((await ask()).faults).toEqual([]);
    expect(await count()).toBe(1);
  });

  test('that was forbidden is not kept', async () => {
    const { space, admin, header, input } = await scene();
    const weak = await build.apiKey(space, admin, { permissions: [] });
    const same = header();
    expect((await weak.ask(INVITE, input('l@example.org'), same)).faults).toEqual(['FORBIDDEN']);
    expect((await server.usher.database.query('SELECT 1 FROM idempotent_answers WHERE scope_id = $1', [weak.id]))).toEqual([]);
  });

  test.each([
    ['makes a secret', 'mutation { createApiKey(input: { projectSpaceId: "x", name: "x", permissions: [] }) { secret } }'],
    ['sets a cookie', 'mutation { signOut { userErrors { code } } }'],
    ['is one of two in its document', 'mutation { a: signOut { userErrors { code } } b: signOut { userErrors { code } } }'],
    ['stands beside another in a fragment', 'mutation { ...F deleteRole(input: { roleId: "x" }) { deletedRoleId } } fragment F on Mutation { deleteLocation(input: { locationId: "x" }) { deletedLocationId } }'],
  ])('that %s is not supported', async (_, document) => {
    const { admin, header } = await scene();
    expect(await admin.client.ask(document, {}, header())).toMatchObject({ status: 400, faults: ['IDEMPOTENCY_NOT_SUPPORTED'] });
  });

  test('ROL-6: gives no answer again to who has lost the project space, a person or a key, until they have it again', async () => {
    const { space, admin, header, input, count } = await scene();
    const [former, same] = [await build.member(space), header()];
    const { membershipId } = former;
    const askers = [former.client, await build.apiKey(space, former)];
    const ask = async () => await Promise.all(askers.map(async (asker, at) => await asker.ask(INVITE, input(`f${at}@example.org`), same)));
    const first = await ask();
    await admin.client.change('removeMembership', { membershipId }, '');
    for (const { data, ...answer } of await ask()) {
      expect(answer).toMatchObject({ status: 403, faults: ['FORBIDDEN'] });
      expect(data ?? null).toBeNull();
    }
    expect((await former.client.ask(INVITE, input('g@example.org'), header())).data.inviteWebUser.invitation).toBeNull();
    await admin.client.change('undoRemoveMembership', { membershipId }, '');
    expect(await ask()).toEqual(first);
    expect(await count()).toBe(2);
  });

  test('ROL-6: gives no answer again to who may do less since, as long as that is so', async () => {
    const { space, admin, header, input, count } = await scene();
    const [member, same] = [await build.member(space), header()];
    const ask = async () => await member.client.ask(INVITE, input('h@example.org'), same);
    const become = async (id: string) => await admin.client.change('updateMembership', { membershipId: member.membershipId, roleId: id }, '');
    const first = await ask();
    for (const less of [await build.role(space, Object.values(Permission)), await build.role(space, [])]) {
      await become(less);
      expect((await ask()).faults).toEqual(['FORBIDDEN']);
    }
    await become(space.adminRoleId);
    expect(await ask()).toEqual(first);
    expect(await count()).toBe(1);
  });

  test('of nobody in particular is not supported', async () => {
    const { header, input } = await scene();
    expect((await build.anonymous().ask(INVITE, input('m@example.org'), header())).faults).toEqual(['IDEMPOTENCY_NOT_SUPPORTED']);
  });

  test.each(['', 'x'.repeat(256), 'a b'])('of the unfit key "%s" is BAD_USER_INPUT', async (unfit) => {
    const { key, header, input } = await scene();
    expect((await key.ask(INVITE, input('n@example.org'), header(unfit))).faults).toEqual(['BAD_USER_INPUT']);
  });

  test('costs one message to the database more, and its repetition none of the change', async () => {
    const { key, header, input } = await scene();
    await key.ask(INVITE, input('warm@example.org'));
    const plain = await countStatements(async () => await key.ask(INVITE, input('o@example.org')));
    const same = header();
    const guarded = await countStatements(async () => await key.ask(INVITE, input('p@example.org'), same));
    const again = await countStatements(async () => await key.ask(INVITE, input('p@example.org'), same));
    expect(guarded.length).toBe(plain.length + 1);
    expect(again).toEqual([expect.stringContaining('api_keys'), expect.stringContaining('START TRANSACTION'), 'ROLLBACK']);
  });
});

test('API-3: any number at once leave connections to what is counted beside them, and to everybody else', async () => {
  const { admin, header } = await scene();
  const ask = async (at: number) => await admin.client.ask(
    'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { userErrors { code } } }',
    { input: { newEmail: `m${at}@example.org`, password: 'wrong password' } }, header());
  const answers = await Promise.all(Array.from({ length: 16 }, async (_, at) => await ask(at)));
  expect(answers.flatMap(({ faults }) => faults)).toEqual([]);
  const codes = answers.map(({ data }) => data.requestEmailChange.userErrors[0].code);
  expect(codes).toEqual(Array(16).fill('INVALID_CREDENTIALS'));
});

test('API-3: a query may carry the header, which then does nothing', async () => {
  const { key, header } = await scene();
  expect((await key.ask('{ apiKey { id } }', {}, header())).data.apiKey.id).toBe(key.id);
});

test('API-3: answers older than 24 hours are cleared away', async () => {
  const { key, header, input } = await scene();
  await key.ask(INVITE, input('q@example.org'), header());
  server.clock.forward({ hours: 24 });
  const gone = await server.usher.database.transaction(async (tx) => await forgetAnswers(tx, server.clock.now()));
  expect(gone).toBeGreaterThan(0);
});
