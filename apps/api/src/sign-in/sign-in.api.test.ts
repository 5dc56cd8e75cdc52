import { mailTo, tokenIn } from '../../test/inbox';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';
import { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const VIEWER = '{ viewer { webUser { email } } }';
const signIn = async (email: string, password = PASSWORD) => {
  const client = new Client(server);
  const answer = await client.change('signIn', { email, password }, 'viewer { webUser { email lastLogin } }');
  return { client, ...answer };
};
const isIn = async (client: Client) => (await client.ask(VIEWER)).data.viewer !== null;
const withCookie = (name: string, value: string) => new Client(server, { [name]: value });

describe('SIG-1: signing in', () => {
  test('address and password let in, whatever the case of the address; lastLogin is written (SIG-5)', async () => {
    const { email } = await build.person();
    const { viewer, client } = await signIn(` ${email.toUpperCase()} `);
    expect(viewer.webUser).toMatchObject({ email });
    expect(Date.parse(viewer.webUser.lastLogin)).toBeCloseTo(Date.now(), -4);
    expect(await isIn(client)).toBe(true);
  });

  test('SIG-3: wrong address and wrong password give the same answer', async () => {
    const { email } = await build.person();
    const answers = [await signIn(email, 'wrong password'), await signIn('nobody@example.org'), await signIn('no address')];
    for (const { viewer, userErrors } of answers) {
      expect(viewer).toBeNull();
      expect(userErrors).toEqual(answers[0]?.userErrors);
      expect(userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
    }
  });

  test('a deactivated account is told so with the support contact, but only to who has the password', async () => {
    const { email } = await build.person({ deactivatedAt: new Date() });
    const { userErrors } = await signIn(email);
    expect(userErrors).toMatchObject([{ code: 'ACCOUNT_DEACTIVATED' }]);
    expect(userErrors[0].message).toContain('support@example.org');
    expect((await signIn(email, 'wrong password')).userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });
});

describe('SIG-2: sessions', () => {
  test('the cookies are out of reach of scripts and other sites', async () => {
    const { email } = await build.person();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { signIn(input: { email: "${email}", password: "${PASSWORD}" }) { userErrors { code } } }` }),
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies).toHaveLength(3);
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a valid refresh cookie alone is enough, and is rotated in passing', async () => {
    const { client } = await signIn((await build.person()).email);
    const refresh = client.cookies.get('usher_refresh') ?? '';
    const later = withCookie('usher_refresh', refresh);
    expect(await isIn(later)).toBe(true);
    expect(later.cookies.get('usher_refresh')).not.toBe(refresh);
    expect(later.cookies.get('usher_access')).toBeDefined();
  });

  test('the immediate predecessor is accepted for 30 seconds, without another rotation', async () => {
    const { client } = await signIn((await build.person()).email);
    const refresh = client.cookies.get('usher_refresh') ?? '';
    const [first, second] = [withCookie('usher_refresh', refresh), withCookie('usher_refresh', refresh)];
    expect(await isIn(first)).toBe(true);
    expect(await isIn(second)).toBe(true);
    expect(second.cookies.get('usher_refresh')).toBe(refresh);
    server.clock.forward({ seconds: 31 });
    expect(await isIn(withCookie('usher_refresh', refresh))).toBe(false);
    expect(await isIn(withCookie('usher_refresh', first.cookies.get('usher_refresh') ?? ''))).toBe(false);
  });

  test('a token older than the predecessor ends that session', async () => {
    const { client } = await signIn((await build.person()).email);
    const stolen = client.cookies.get('usher_refresh') ?? '';
    const owner = withCookie('usher_refresh', stolen);
    await isIn(owner);
    owner.cookies.delete('usher_access');
    await isIn(owner);
    expect(await isIn(withCookie('usher_refresh', stolen))).toBe(false);
    expect(await isIn(owner)).toBe(false);
  });

  test('cookies that are not valid count as absent, and forged ones too', async () => {
    for (const value of ['x', 'a.b.c', `${crypto.randomUUID()}.secret`, '']) {
      expect(await isIn(withCookie('usher_refresh', value))).toBe(false);
      expect(await isIn(withCookie('usher_access', value))).toBe(false);
    }
  });

  test('refreshSession does it explicitly; signing out ends the session for every copy of the cookie', async () => {
    const { client } = await signIn((await build.person()).email);
    const { data } = await client.ask('mutation { refreshSession { viewer { webUser { id } } userErrors { code } } }');
    expect(data.refreshSession.viewer).not.toBeNull();
    const copy = client.at(server);
    await client.ask('mutation { signOut { userErrors { code } } }');
    expect([...client.cookies.keys()]).toEqual(['usher_device']);
    expect(await isIn(copy)).toBe(false);
  });

  test('a change of password ends all other sessions at once', async () => {
    const person = await build.person();
    const [here, there] = [await signIn(person.email), await signIn(person.email)];
    const change = (currentPassword: string, newPassword: string) =>
      here.client.codes('changePassword', { currentPassword, newPassword });
    expect(await change('wrong password', 'a lagoon at dusk')).toEqual(['INVALID_CREDENTIALS']);
    expect(await change(PASSWORD, 'password1')).toEqual(['WEAK_PASSWORD']);
    expect(await change(PASSWORD, 'a lagoon at dusk')).toEqual([]);
    expect(await isIn(here.client)).toBe(true);
    expect(await isIn(there.client)).toBe(false);
    expect((await signIn(person.email, 'a lagoon at dusk')).viewer).not.toBeNull();
  });
});

describe('SIG-4: forgotten password', () => {
  test('the answer does not tell whether the account exists', async () => {
    const { email } = await build.person();
    for (const asked of [email, 'nobody@example.org', 'no address']) {
      expect(await build.anonymous().codes('requestPasswordReset', { email: asked })).toEqual([]);
    }
  });

  test('the mailed link works once, within the hour, and ends every session', async () => {
    const { email } = await build.person();
    const { client } = await signIn(email);
    await build.anonymous().change('requestPasswordReset', { email }, '');
    const [mail] = await mailTo(server, email);
    const token = tokenIn(mail!, 'reset-password');
    const reset = (newPassword: string) => build.anonymous().codes('resetPassword', { token, newPassword });
    expect(await reset('short')).toEqual(['WEAK_PASSWORD']);
    expect(await reset('a lagoon at dusk')).toEqual([]);
    expect(await reset('another lagoon at dusk')).toEqual(['TOKEN_INVALID']);
    expect(await isIn(client)).toBe(false);
    expect((await signIn(email, 'a lagoon at dusk')).viewer).not.toBeNull();
    expect(server.log.join('')).not.toContain(token);
  });

  test('of two uses at once one wins', async () => {
    const { email } = await build.person();
    await build.anonymous().change('requestPasswordReset', { email }, '');
    const token = tokenIn((await mailTo(server, email))[0]!, 'reset-password');
    const codes = await Promise.all(['one lagoon at dusk', 'two lagoons at dusk'].map(
      (newPassword) => build.anonymous().codes('resetPassword', { token, newPassword })));
    expect(codes.flat()).toEqual(['TOKEN_INVALID']);
  });

  test('a newer link takes the place of the earlier one, and an hour later it has lapsed', async () => {
    const { email } = await build.person();
    await build.anonymous().change('requestPasswordReset', { email }, '');
    const [first] = await mailTo(server, email);
    await build.anonymous().change('requestPasswordReset', { email }, '');
    const [second] = await mailTo(server, email, 2);
    const use = (mail: typeof first) =>
      build.anonymous().codes('resetPassword', { token: tokenIn(mail!, 'reset-password'), newPassword: 'a lagoon at dusk' });
    expect(await use(first)).toEqual(['TOKEN_INVALID']);
    server.clock.forward({ hours: 1, seconds: 1 });
    expect(await use(second)).toEqual(['TOKEN_INVALID']);
  });
});

test('a password hashed at another cost or under an older key is hashed anew at the next sign-in', async () => {
  const { email, id } = await build.person();
  const { manager } = server.usher.database;
  const hashNow = async () => (await manager.findOneByOrFail(WebUser, { id })).passwordHash;
  const before = await hashNow();
  const rotated = await startUsher({
    beside: server, config: { encryptionKeys: ['a newer key of the tests, long enough too', ...server.config.encryptionKeys] },
  });
  const client = new Client(rotated);
  expect(await client.codes('signIn', { email, password: PASSWORD })).toEqual([]);
  expect(await hashNow()).not.toBe(before);
  expect(await client.codes('signIn', { email, password: PASSWORD })).toEqual([]);
  await rotated.stop();
});
