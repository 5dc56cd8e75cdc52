import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo, tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { webUser { id } } } }';

async function signIn(email: string, client = new Client(server)): Promise<Client> {
  const { data } = await client.ask(SIGN_IN, { input: { email, password: PASSWORD } }, { 'user-agent': FIREFOX });
  expect(data.signIn.viewer).not.toBeNull();
  return client;
}
const isIn = async (client: Client) => (await client.ask('{ viewer { webUser { id } } }')).data.viewer !== null;
const noticesTo = async (email: string) => await server.usher.database.query<{ kind: string }[]>(
  'SELECT kind FROM security_notices WHERE recipient = $1 ORDER BY created_at', [email]);

describe('SIG-6: a sign-in on a new device', () => {
  test('is mailed with the device and the moment; the first of an account and a known device are not', async () => {
    const { email } = await build.person();
    const known = await signIn(email);
    await known.ask('mutation { signOut { userErrors { code } } }');
    await signIn(email, known);
    expect(await noticesTo(email)).toEqual([]);
    await signIn(email);
    expect(await noticesTo(email)).toEqual([{ kind: 'newDevice' }]);
    const [mail] = await mailTo(server, email);
    expect(mail?.text).toContain('Firefox, Linux');
    expect(mail?.text).toContain(' UTC');
  });

  test('is new to each person, though they share a browser', async () => {
    const [first, second] = [await build.person(), await build.person()];
    const shared = await signIn(first.email);
    await signIn(second.email);
    await signIn(second.email, shared);
    expect(await noticesTo(second.email)).toEqual([{ kind: 'newDevice' }]);
  });
});

test('SIG-6: a change of password is mailed, by hand and by a reset link', async () => {
  const { email, id } = await build.person();
  const client = await build.signedIn(id);
  await client.change('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon at dusk' }, '');
  await build.anonymous().change('requestPasswordReset', { email }, '');
  await build.anonymous().change('resetPassword', {
    token: await tokenTo(server, email, 'reset-password'), newPassword: 'another lagoon at dusk',
  }, '');
  expect(await noticesTo(email)).toEqual([{ kind: 'passwordChanged' }, { kind: 'passwordChanged' }]);
});

describe('SIG-6: "this wasn\'t me"', () => {
  test('ends all sessions and the password at once, and mails a link to choose a new one', async () => {
    const { email, id } = await build.person();
    const [owner, thief] = [await build.signedIn(id), await build.signedIn(id)];
    await thief.change('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon of thieves' }, '');
    const token = await tokenTo(server, email, 'not-me');
    expect(await isIn(thief)).toBe(true);
    expect(await build.anonymous().codes('reportNotMe', { token })).toEqual([]);
    expect([await isIn(owner), await isIn(thief)]).toEqual([false, false]);
    expect(await new Client(server).codes('signIn', { email, password: 'a lagoon of thieves' })).toEqual(['INVALID_CREDENTIALS']);
    const reset = await tokenTo(server, email, 'reset-password');
    expect(await build.anonymous().codes('resetPassword', { token: reset, newPassword: 'a lagoon at dusk' })).toEqual([]);
    expect(await new Client(server).codes('signIn', { email, password: 'a lagoon at dusk' })).toEqual([]);
    expect(server.log.join('')).not.toContain(token);
  });

  test('works once, also of two at the same moment, and for 30 days', async () => {
    const { email, id } = await build.person();
    const client = await build.signedIn(id);
    const change = async (currentPassword: string, newPassword: string) =>
      await client.change('changePassword', { currentPassword, newPassword }, '');
    const report = async (token: string) => await build.anonymous().codes('reportNotMe', { token });
    await change(PASSWORD, 'a lagoon at dusk');
    const lapsing = await tokenTo(server, email, 'not-me');
    server.clock.forward({ days: 29 });
    const again = await build.signedIn(id);
    await again.change('changePassword', { currentPassword: 'a lagoon at dusk', newPassword: PASSWORD }, '');
    const fresh = await tokenTo(server, email, 'not-me', 2);
    server.clock.forward({ days: 1, seconds: 1 });
    expect(await report(lapsing)).toEqual(['TOKEN_INVALID']);
    expect((await Promise.all([report(fresh), report(fresh)])).flat()).toEqual(['TOKEN_INVALID']);
  });
});
