import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo, tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

let addresses = 0;
const newAddress = () => `moved-${(addresses += 1)}@example.org`;
const pendingOf = async (client: Client) => (await client.ask('{ viewer { pendingEmail } }')).data.viewer.pendingEmail;
const emailOf = async (id: string) => (await server.usher.database.manager.findOneByOrFail(WebUser, { id })).email;
const confirm = async (token: string) => await build.anonymous().codes('confirmEmailChange', { token });
const signIn = async (email: string) => await new Client(server).codes('signIn', { email, password: PASSWORD });

async function asked(newEmail = newAddress()) {
  const person = await build.person();
  const client = await build.signedIn(person.id);
  expect(await client.codes('requestEmailChange', { newEmail, password: PASSWORD })).toEqual([]);
  return { person, client, newEmail };
}
const moved = async (newEmail = newAddress(), mails = 1) => {
  const made = await asked(newEmail);
  expect(await confirm(await tokenTo(server, newEmail, 'confirm-email', mails))).toEqual([]);
  return made;
};

describe('ADR-2: a change of e-mail', () => {
  test('counts once the link mailed to the new address is used; the username stays, and both sign in', async () => {
    const { person, client, newEmail } = await asked();
    expect([await pendingOf(client), await emailOf(person.id)]).toEqual([newEmail, person.email]);
    const token = await tokenTo(server, newEmail, 'confirm-email');
    const { email } = await build.anonymous().change('confirmEmailChange', { token }, 'email');
    expect([email, await emailOf(person.id), await pendingOf(client)]).toEqual([newEmail, newEmail, null]);
    expect([await signIn(person.username), await signIn(newEmail.toUpperCase())]).toEqual([[], []]);
    expect(server.log.join('')).not.toContain(token);
  });

  test('the old address is told when it is asked for and when it is done, and can say "this wasn\'t me"', async () => {
    const { person, client, newEmail } = await asked();
    const told = await tokenTo(server, person.email, 'not-me');
    expect(await build.anonymous().codes('reportNotMe', { token: told })).toEqual([]);
    expect(await confirm(await tokenTo(server, newEmail, 'confirm-email'))).toEqual(['TOKEN_INVALID']);
    expect((await client.ask('{ viewer { webUser { id } } }')).data.viewer).toBeNull();

    const second = await moved();
    await tokenTo(server, second.person.email, 'not-me', 2);
    const after = await build.anonymous().codes('reportNotMe', { token: await tokenTo(server, second.person.email, 'not-me', 2) });
    expect(after).toEqual([]);
    await tokenTo(server, second.person.email, 'reset-password');
  });

  test('asks for the password again, and for an address that is one and another', async () => {
    const person = await build.person();
    const client = await build.signedIn(person.id);
    const ask = async (newEmail: string, password = PASSWORD) => await client.codes('requestEmailChange', { newEmail, password });
    expect(await ask(newAddress(), 'wrong password')).toEqual(['INVALID_CREDENTIALS']);
    expect([await ask(''), await ask('nobody'), await ask(person.email)]).toEqual([['REQUIRED'], ['INVALID_EMAIL'], ['INVALID']]);
    expect(await pendingOf(client)).toBeNull();
  });

  test('where two-factor is on it asks for a code, too, which counts once', async () => {
    const client = await build.signedIn((await build.person()).id);
    const authenticator = await setUpTwoFactor(server, client);
    const ask = async (code?: string) => await client.codes('requestEmailChange', { newEmail: newAddress(), password: PASSWORD, code });
    expect([await ask(), await ask('000000')]).toEqual([['INVALID_CODE'], ['INVALID_CODE']]);
    expect(await pendingOf(client)).toBeNull();
    const code = authenticator.next();
    expect([await ask(code), await ask(code)]).toEqual([[], ['INVALID_CODE']]);
  });

  test('whether the address is taken is told only at the link', async () => {
    const other = await build.person();
    const { person } = await asked(other.email);
    expect(await confirm(await tokenTo(server, other.email, 'confirm-email'))).toEqual(['ADDRESS_TAKEN']);
    expect(await emailOf(person.id)).toBe(person.email);
  });

  test('the link works once, also of two at once, for 24 hours, and not after a newer one', async () => {
    const { client, newEmail } = await asked();
    const replaced = await tokenTo(server, newEmail, 'confirm-email');
    await client.change('requestEmailChange', { newEmail, password: PASSWORD }, '');
    const token = await tokenTo(server, newEmail, 'confirm-email', 2);
    expect(await confirm(replaced)).toEqual(['TOKEN_INVALID']);
    expect((await Promise.all([confirm(token), confirm(token)])).flat()).toEqual(['TOKEN_INVALID']);
    const late = await asked();
    const lapsing = await tokenTo(server, late.newEmail, 'confirm-email');
    server.clock.forward({ hours: 24, seconds: 1 });
    expect([await confirm(lapsing), await pendingOf(await build.signedIn(late.person.id))]).toEqual([['TOKEN_INVALID'], null]);
  });

  test('of two people who want one address at once one gets it', async () => {
    const newEmail = newAddress();
    await asked(newEmail);
    await asked(newEmail);
    await tokenTo(server, newEmail, 'confirm-email', 2);
    const tokens = (await mailTo(server, newEmail, 2)).map(({ text }) => /confirm-email\/([\w-]+)/.exec(text)?.[1] ?? '');
    expect((await Promise.all(tokens.map(confirm))).flat()).toEqual(['ADDRESS_TAKEN']);
  });

  test('a former e-mail is free again, a username never', async () => {
    const { person, client, newEmail: former } = await moved();
    const next = newAddress();
    await client.change('requestEmailChange', { newEmail: next, password: PASSWORD }, '');
    expect(await confirm(await tokenTo(server, next, 'confirm-email'))).toEqual([]);
    await moved(former, 2);
    const { newEmail } = await asked(person.username);
    expect(await confirm(await tokenTo(server, newEmail, 'confirm-email'))).toEqual(['ADDRESS_TAKEN']);
  });
});

describe('ADR-2: invitations follow the address', () => {
  const invite = async (email: string) => {
    const space = await build.space();
    const admin = await build.member(space);
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email }, '');
    return { space, admin };
  };
  const invitationsOf = async (client: Client) => (await client.ask('{ viewer { invitations { email } } }')).data.viewer.invitations;

  test('one to the new address becomes the account\'s own', async () => {
    const newEmail = newAddress();
    await invite(newEmail);
    const { client } = await moved(newEmail);
    expect(await invitationsOf(client)).toEqual([{ email: newEmail }]);
  });

  test('one to the new address ends where the account is a member already', async () => {
    const newEmail = newAddress();
    const { space, admin } = await invite(newEmail);
    const { person, client } = await asked(newEmail);
    await build.member(space, { person, role: 'Read Only' });
    expect(await confirm(await tokenTo(server, newEmail, 'confirm-email'))).toEqual([]);
    expect(await invitationsOf(client)).toEqual([]);
    const { data } = await admin.client.ask(`{ projectSpace(slug: "${space.slug}") { invitations { totalCount } } }`);
    expect(data.projectSpace.invitations.totalCount).toBe(0);
  });
});
