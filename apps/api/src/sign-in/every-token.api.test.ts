import { setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
const tokens: Record<string, string> = {};

const KINDS = ['access', 'refresh', 'device', 'challenge', 'reset', 'email change', 'not me', 'invitation', 'API key'] as const;
type Kind = (typeof KINDS)[number];

const anonymous = () => new Client(server);
const viewerBy = async (cookies: Record<string, string>, headers: Record<string, string> = {}) => {
  const { data } = await new Client(server, cookies).ask('{ viewer { webUser { id } } apiKey { id } }', {}, headers);
  return Boolean(data?.viewer ?? data?.apiKey);
};
const taken = async (mutation: string, input: object) => {
  const { data, faults } = await anonymous().mutate(mutation, input);
  return faults.length === 0 && data[mutation].userErrors.length === 0;
};

/** Where each kind belongs, and whether what is given there is taken. */
const PLACES: Record<Kind, (token: string) => Promise<boolean>> = {
  access: async (token) => await viewerBy({ usher_access: token }),
  refresh: async (token) => await viewerBy({ usher_refresh: token }),
  device: async (token) => {
    const client = new Client(server, { usher_device: token });
    await client.ask('mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      { input: { email: tokens.email, password: PASSWORD } });
    return client.cookies.get('usher_device') === token;
  },
  challenge: async (challenge) => await taken('verifyTwoFactor', { challenge, code: authenticator.backupCodes[0] }),
  reset: async (token) => await taken('resetPassword', { token, newPassword: 'another lagoon at dusk' }),
  'email change': async (token) => await taken('confirmEmailChange', { token }),
  'not me': async (token) => await taken('reportNotMe', { token }),
  invitation: async (token) => (await anonymous().ask(`{ invitationByToken(token: ${JSON.stringify(token)}) { state } }`)).data.invitationByToken.state !== 'UNKNOWN',
  'API key': async (token) => await viewerBy({}, { authorization: `Bearer ${token}` }),
};
let authenticator: Awaited<ReturnType<typeof setUpTwoFactor>>;

beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
  const [person, guarded, forgetful] = [await build.person(), await build.person(), await build.person()];
  const client = await build.signedIn(person.id);
  authenticator = await setUpTwoFactor(server, await build.signedIn(guarded.id));
  const browser = anonymous();
  await browser.change('signIn', { email: person.email, password: PASSWORD }, '');
  const { challenge } = await anonymous().change('signIn', { email: guarded.email, password: PASSWORD }, 'challenge');
  await client.change('requestEmailChange', { newEmail: 'moved@example.org', password: PASSWORD }, '');
  await anonymous().change('requestPasswordReset', { email: forgetful.email }, '');
  const space = await build.space();
  const admin = await build.member(space);
  await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'new@example.org' }, '');
  const { secret } = await admin.client.change(
    'createApiKey', { projectSpaceId: space.id, name: 'Key', permissions: ['VIEW_WEB_USERS'] }, 'secret');
  Object.assign(tokens, {
    email: (await build.person()).email, challenge, 'API key': secret,
    access: browser.cookies.get('usher_access'), refresh: browser.cookies.get('usher_refresh'), device: browser.cookies.get('usher_device'),
    reset: await tokenTo(server, forgetful.email, 'reset-password'), 'email change': await tokenTo(server, 'moved@example.org', 'confirm-email'),
    'not me': await tokenTo(server, person.email, 'not-me'), invitation: await tokenTo(server, 'new@example.org', 'invitations'),
  });
});
afterAll(async () => await server.stop());

const halves = (token: string) => [token, token.split('.').at(-1) ?? '', token.split('_').at(-1) ?? ''];

/** A device's name lets nobody in: any secret of the right shape may be one, and is only remembered. */
const isHarmless = (place: Kind) => place === 'device';

describe.each(KINDS)('a token of the kind %s', (kind) => {
  test.each(KINDS.filter((place) => place !== kind && !isHarmless(place)))('is refused where one of the kind %s is expected', async (place) => {
    for (const token of halves(tokens[kind] ?? '')) expect([place, await PLACES[place](token)]).toEqual([place, false]);
  });
});

test('and each is taken where it belongs, so that nothing was refused for another reason', async () => {
  const order: Kind[] = ['access', 'refresh', 'device', 'challenge', 'invitation', 'API key', 'email change', 'reset', 'not me'];
  expect([...order].sort()).toEqual([...KINDS].sort());
  for (const kind of order) expect([kind, await PLACES[kind](tokens[kind] ?? '')]).toEqual([kind, true]);
});
