import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { operator } from '../access/access';
import { SecurityEvent } from '../audit/security-event.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

const IS_SUPPORT = '{ viewer { isSupport webUser { email } } }';
const why = { identityVerifiedBy: 'Video call with ID card', reason: 'Phone and codes were stolen' };

test('SUP-1: a staff account is made with a link that sets its password once', async () => {
  const link = await server.usher.services.staff.create(' Desk@Example.org ');
  const [, token] = /\/reset-password\/([\w-]+)$/.exec(link) ?? [];
  const set = (newPassword: string) => build.anonymous().codes('resetPassword', { token, newPassword });
  expect(await set('a lagoon at dusk')).toEqual([]);
  expect(await set('another lagoon')).toEqual(['TOKEN_INVALID']);
  const client = new Client(server);
  await client.change('signIn', { email: 'desk@example.org', password: 'a lagoon at dusk' }, '');
  expect((await client.ask(IS_SUPPORT)).data.viewer).toEqual({ isSupport: true, webUser: { email: 'desk@example.org' } });
});

test('SUP-1: an account there already becomes one of staff, and keeps its password', async () => {
  const { email } = await build.person();
  await server.usher.services.staff.create(email);
  const client = new Client(server);
  expect(await client.codes('signIn', { email, password: PASSWORD })).toEqual([]);
  expect((await client.ask(IS_SUPPORT)).data.viewer.isSupport).toBe(true);
});

test('nobody else is support', async () => {
  const { client } = await build.member(await build.space());
  expect((await client.ask(IS_SUPPORT)).data.viewer.isSupport).toBe(false);
});

describe('TFA-5, SUP-3: a person who lost device and backup codes', () => {
  test('is let in by the password again, mailed, their sessions end, and it is recorded why', async () => {
    const { id, email } = await build.person();
    const client = await build.signedIn(id);
    await setUpTwoFactor(server, client);
    const staffEmail = (await build.person()).email;
    await server.usher.services.staff.create(staffEmail);
    const staff = await server.usher.services.staff.actingAs(staffEmail);
    await server.usher.services.twoFactorResets.reset(staff, { webUserId: id, ...why });
    expect((await client.ask(IS_SUPPORT)).data.viewer).toBeNull();
    const { viewer } = await new Client(server).change('signIn', { email, password: PASSWORD }, 'viewer { twoFactor { enabled backupCodesLeft } }');
    expect(viewer.twoFactor).toEqual({ enabled: false, backupCodesLeft: 0 });
    expect((await mailTo(server, email, 2)).map(({ text }) => text).join()).toMatch(/support has reset/);
    const { manager } = server.usher.database;
    expect(await manager.findOneByOrFail(SecurityEvent, { webUserId: id, action: 'two-factor.reset' })).toMatchObject({
      channel: 'SUPPORT', staffEmail, reason: why.reason,
      changes: [{ field: 'identityVerifiedBy', from: null, to: why.identityVerifiedBy }],
    });
  });

  test.each([
    ['without a reason', { ...why, reason: ' ' }, 'REQUIRED'],
    ['without saying how identity was verified', { ...why, identityVerifiedBy: '' }, 'REQUIRED'],
    ['of somebody who has none', why, 'INVALID'],
    ['of nobody', { ...why, webUserId: 'nobody' }, 'NOT_FOUND'],
  ])('a reset %s is refused', async (_what, input, code) => {
    const { id } = await build.person();
    const reset = server.usher.services.twoFactorResets.reset(operator, { webUserId: id, ...input });
    await expect(reset).rejects.toMatchObject(code === 'REQUIRED' ? { all: [{ code }] } : { code });
  });

  test('staff cannot take away their own: that asks for the factor', async () => {
    const { id, email } = await build.person();
    await setUpTwoFactor(server, await build.signedIn(id));
    await server.usher.services.staff.create(email);
    const staff = await server.usher.services.staff.actingAs(email);
    const reset = server.usher.services.twoFactorResets.reset(staff, { webUserId: id, ...why });
    await expect(reset).rejects.toMatchObject({ code: 'CANNOT_CHANGE_SELF' });
  });

  test('only staff are acted as', async () => {
    const { email } = await build.person();
    await expect(server.usher.services.staff.actingAs(email)).rejects.toMatchObject({ code: 'INVALID' });
  });
});
