import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
});
afterAll(async () => await server.stop());

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0' };
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }';
const events = async (client: Client, page = '(first: 50)') => (await client.ask(
  `{ viewer { securityEvents${page} { totalCount pageInfo { hasNextPage endCursor } nodes { action subjectName actor { email } at } } } }`)
).data.viewer.securityEvents;

test('SIG-6: the account shows its own sign-in matters, newest first, with the device', async () => {
  const { email } = await build.person();
  const client = new Client(server);
  await client.ask(SIGN_IN, { input: { email, password: PASSWORD } }, FIREFOX);
  server.clock.forward({ seconds: 5 });
  await client.change('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon at dusk' }, '');
  const { totalCount, nodes } = await events(client);
  expect(totalCount).toBe(2);
  expect(nodes.map(({ action }: { action: string }) => action)).toEqual(['password.changed', 'session.started']);
  expect(nodes[1]).toMatchObject({ subjectName: 'Firefox, Linux', actor: { email } });
});

test('SUP-1: what support and the operator did to the account is told apart, and names nobody', async () => {
  const { id } = await build.person();
  const { accountActivity, staff } = server.usher.services;
  const desk = (await build.person()).email;
  await staff.create(desk);
  await accountActivity.set(await staff.actingAs(desk), { webUserId: id, active: false, reason: 'By the desk' });
  server.clock.forward({ seconds: 5 });
  await accountActivity.set(await staff.actingAs(undefined), { webUserId: id, active: true, reason: 'By hand' });
  const { data } = await (await build.signedIn(id)).ask(
    '{ viewer { securityEvents { nodes { action channel byOperator actor { id } subjectName } } } }');
  expect(data.viewer.securityEvents.nodes).toEqual([
    { action: 'account.reactivated', channel: 'SUPPORT', byOperator: true, actor: null, subjectName: null },
    { action: 'account.deactivated', channel: 'SUPPORT', byOperator: false, actor: null, subjectName: null },
  ]);
});

test('SIG-6: they are paged, and nobody sees another\'s', async () => {
  const client = await build.signedIn((await build.person()).id);
  for (const firstName of ['Ana', 'Bea', 'Cai']) await client.change('updateProfile', { firstName }, '');
  const first = await events(client, '(first: 2)');
  const rest = await events(client, `(first: 2, after: "${first.pageInfo.endCursor}")`);
  expect([first.nodes.length, first.pageInfo.hasNextPage, rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([2, true, 1, false]);
  expect((await events(await build.signedIn((await build.person()).id))).totalCount).toBe(0);
});
