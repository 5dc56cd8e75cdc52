import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo, tokenIn, tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { SecurityEvent } from '../audit/security-event.entity';
import { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const NEW_PASSWORD = 'a lagoon of the owner';
let addresses = 0;
const newAddress = () => `win-back-${(addresses += 1)}@example.org`;
const ask = async (mutation: string, input: object) => await build.anonymous().codes(mutation, input);
const report = async (token: string) => await ask('reportNotMe', { token });
const reset = async (token: string, newPassword = NEW_PASSWORD) => await ask('resetPassword', { token, newPassword });
const askForReset = async (email: string) => expect(await ask('requestPasswordReset', { email })).toEqual([]);
const confirm = async (token: string) => await ask('confirmEmailChange', { token });
const signIn = async (email: string, password = NEW_PASSWORD) => await new Client(server).codes('signIn', { email, password });
const emailOf = async (id: string) => (await server.usher.database.manager.findOneByOrFail(WebUser, { id })).email;
const actionsOf = async (webUserId: string) =>
  (await server.usher.database.manager.findBy(SecurityEvent, { webUserId })).map(({ action }) => action);
const isUsable = async (table: 'password_resets' | 'security_notices', webUserId: string) => (await server.usher.database.query(
  `SELECT 1 FROM ${table} WHERE web_user_id = $1 AND used_at IS NULL`, [webUserId])).length;

/** The link mailed there about this; other notices may come between. */
async function notMeTo(address: string, about: RegExp): Promise<string> {
  for (let count = 1; ; count += 1) {
    const found = (await mailTo(server, address, count)).find(({ text }) => about.test(text) && text.includes('/not-me/'));
    if (found) return tokenIn(found, 'not-me');
  }
}
async function move(client: Client, to: string, password = PASSWORD, count = 1): Promise<void> {
  expect(await client.codes('requestEmailChange', { newEmail: to, password })).toEqual([]);
  expect(await confirm(await tokenTo(server, to, 'confirm-email', count))).toEqual([]);
}
const MOVED = /goes to another address from now on/;
const PASSWORD_CHANGED = /the password of your Usher account was changed/;
const TWO_FACTOR_ON = /two-factor was turned on/;

/** An account whose mail somebody else, who is in, has moved to an address of theirs. */
async function stolen() {
  const owner = await build.person();
  const [thief, evil] = [await build.signedIn(owner.id), newAddress()];
  await move(thief, evil);
  return { owner, thief, evil };
}

describe('SIG-6: "this wasn\'t me" wins back an account whose e-mail was moved', () => {
  test('the e-mail is put back, so that whoever moved it gets no link to a password', async () => {
    const { owner, evil } = await stolen();
    await askForReset(evil);
    const evilReset = await tokenTo(server, evil, 'reset-password');
    expect(await report(await notMeTo(owner.email, MOVED))).toEqual([]);
    expect([await emailOf(owner.id), await reset(evilReset)]).toEqual([owner.email, ['TOKEN_INVALID']]);
    await tokenTo(server, owner.email, 'reset-password');
    await askForReset(owner.username);
    await askForReset(evil);
    expect(await reset(await tokenTo(server, owner.email, 'reset-password', 2))).toEqual([]);
    expect([await signIn(owner.email), await signIn(evil)]).toEqual([[], ['INVALID_CREDENTIALS']]);
    await notMeTo(owner.email, PASSWORD_CHANGED);
    expect(await actionsOf(owner.id)).toContain('email.restored');
    const toEvil = (await mailTo(server, evil)).map(({ text }) => text).join();
    expect([toEvil.match(/reset-password\//g)?.length, toEvil.includes('/not-me/')]).toEqual([1, false]);
  });

  test('links of notices that went to the other address end, those of the owner do not', async () => {
    const { owner, thief, evil } = await stolen();
    expect(await thief.codes('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon of thieves' })).toEqual([]);
    const further = newAddress();
    const evilNotice = await notMeTo(evil, PASSWORD_CHANGED);
    await move(thief, further, 'a lagoon of thieves');
    expect(await report(await notMeTo(evil, MOVED))).toEqual([]);
    expect(await emailOf(owner.id)).toBe(evil);
    expect(await report(await notMeTo(owner.email, MOVED))).toEqual([]);
    expect([await emailOf(owner.id), await report(evilNotice)]).toEqual([owner.email, ['TOKEN_INVALID']]);
    expect(await reset(await tokenTo(server, owner.email, 'reset-password'))).toEqual([]);
    expect(await signIn(owner.email)).toEqual([]);
  });

  test('the address is the account\'s own again, and invitations to it, too (ADR-2)', async () => {
    const owner = await build.person();
    const [former, evil] = [newAddress(), newAddress()];
    await move(await build.signedIn(owner.id), former);
    await move(await build.signedIn(owner.id), evil);
    const space = await build.space();
    const admin = await build.member(space);
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: former }, '');
    expect(await report(await notMeTo(former, MOVED))).toEqual([]);
    const { data } = await (await build.signedIn(owner.id)).ask('{ viewer { invitations { email } } }');
    expect(data.viewer.invitations).toEqual([{ email: former }]);
    const claimed = await server.usher.database.query(
      'SELECT address FROM claimed_addresses WHERE web_user_id = $1 ORDER BY address', [owner.id]);
    expect(claimed.map(({ address }: { address: string }) => address).sort()).toEqual([owner.username, former].sort());
  });

  test('where somebody else has the address by now, the e-mail stays, and all else ends', async () => {
    const owner = await build.person();
    const [former, evil] = [newAddress(), newAddress()];
    await move(await build.signedIn(owner.id), former);
    const thief = await build.signedIn(owner.id);
    await move(thief, evil);
    await thief.change('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon of thieves' }, '');
    const evilNotice = await notMeTo(evil, PASSWORD_CHANGED);
    await build.person({ email: former });
    expect(await report(await notMeTo(former, MOVED))).toEqual([]);
    expect([await emailOf(owner.id), await report(evilNotice)]).toEqual([evil, ['TOKEN_INVALID']]);
    expect(await signIn(owner.username, 'a lagoon of thieves')).toEqual(['INVALID_CREDENTIALS']);
    expect(await reset(await tokenTo(server, former, 'reset-password'))).toEqual([]);
  });

  test('of a confirmation and the link at once the account is the owner\'s in the end', async () => {
    const { owner, thief, evil } = await stolen();
    const further = newAddress();
    expect(await thief.codes('requestEmailChange', { newEmail: further, password: PASSWORD })).toEqual([]);
    const [change, notice] = [await tokenTo(server, further, 'confirm-email'), await notMeTo(owner.email, MOVED)];
    const [, reported] = await Promise.all([confirm(change), report(notice), askForReset(evil)]);
    expect([reported, await emailOf(owner.id), await isUsable('password_resets', owner.id)]).toEqual([[], owner.email, 1]);
  });
});

describe('SIG-6: "this wasn\'t me" takes away a second factor that somebody else turned on', () => {
  const guarded = async () => {
    const owner = await build.person();
    const thief = await build.signedIn(owner.id);
    return { owner, thief, device: await setUpTwoFactor(server, thief) };
  };

  test('so that the owner gets in by the new password, and reads of it', async () => {
    const { owner } = await guarded();
    expect(await report(await notMeTo(owner.email, TWO_FACTOR_ON))).toEqual([]);
    expect(await reset(await tokenTo(server, owner.email, 'reset-password'))).toEqual([]);
    const { viewer } = await build.anonymous().change('signIn', { email: owner.email, password: NEW_PASSWORD }, 'viewer { twoFactor { enabled backupCodesLeft } }');
    expect(viewer).toEqual({ twoFactor: { enabled: false, backupCodesLeft: 0 } });
    expect(await actionsOf(owner.id)).toContain('two-factor.disabled');
    await notMeTo(owner.email, /two-factor was turned off/);
  });

  test('also one that was told only where the mail was moved to', async () => {
    const { owner, thief } = await stolen();
    await setUpTwoFactor(server, thief);
    expect(await report(await notMeTo(owner.email, MOVED))).toEqual([]);
    expect(await reset(await tokenTo(server, owner.email, 'reset-password'))).toEqual([]);
    expect(await build.anonymous().change('signIn', { email: owner.email, password: NEW_PASSWORD }, 'challenge')).toMatchObject({ challenge: null });
  });

  test('but not the owner\'s own that took its place, nor for another notice', async () => {
    const { owner, thief, device } = await guarded();
    const first = await notMeTo(owner.email, TWO_FACTOR_ON);
    expect(await thief.codes('disableTwoFactor', { password: PASSWORD, code: device.next() })).toEqual([]);
    await setUpTwoFactor(server, thief);
    expect(await report(first)).toEqual([]);
    expect(await report(await notMeTo(owner.email, /two-factor was turned off/))).toEqual([]);
    expect((await server.usher.database.manager.findOneByOrFail(WebUser, { id: owner.id })).twoFactorEnabled).toBe(true);
  });
});

describe('SIG-2, SIG-6: a change of e-mail under way is called off', () => {
  const reason = 'As the test says';
  const acts: [string, (client: Client, id: string, email: string) => Promise<unknown>][] = [
    ['a change of password', async (client) => await client.change('changePassword', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }, '')],
    ['a reset of the password', async (_client, _id, email) => {
      await askForReset(email);
      return await reset(await tokenTo(server, email, 'reset-password'));
    }],
    ['a reset of two-factor', async (_client, webUserId) => {
      const staff = await build.staff();
      return await staff.change('supportResetTwoFactor', { webUserId, identityVerifiedBy: 'ID', reason }, '');
    }],
    ['a deactivation of the account', async (_client, webUserId) => {
      const staff = await build.staff();
      await staff.change('supportSetAccountActive', { webUserId, active: false, reason }, '');
      return await staff.change('supportSetAccountActive', { webUserId, active: true, reason }, '');
    }],
  ];

  test.each(acts)('by %s', async (_what, act) => {
    const { id, email } = await build.person();
    const client = await build.signedIn(id);
    const { next } = await setUpTwoFactor(server, client);
    const newEmail = newAddress();
    expect(await client.codes('requestEmailChange', { newEmail, password: PASSWORD, code: next() })).toEqual([]);
    const token = await tokenTo(server, newEmail, 'confirm-email');
    await act(client, id, email);
    expect([await confirm(token), await emailOf(id)]).toEqual([['TOKEN_INVALID'], email]);
  });

  test('SIG-3: a deactivated account confirms nothing', async () => {
    const { id, email } = await build.person();
    const newEmail = newAddress();
    await (await build.signedIn(id)).change('requestEmailChange', { newEmail, password: PASSWORD }, '');
    const token = await tokenTo(server, newEmail, 'confirm-email');
    await server.usher.database.manager.update(WebUser, { id }, { deactivatedAt: server.clock.now() });
    expect([await confirm(token), await emailOf(id)]).toEqual([['TOKEN_INVALID'], email]);
  });
});

test('SIG-4, ADR-2: a link that sets a password, mailed to the former address, ends with the change of e-mail', async () => {
  const { id, email } = await build.person();
  const client = await build.signedIn(id);
  await askForReset(email);
  const token = await tokenTo(server, email, 'reset-password');
  await move(client, newAddress());
  expect(await reset(token)).toEqual(['TOKEN_INVALID']);
});
