import { type Authenticator, codeOf, setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { mailTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import type { WebUser } from '../web-users/web-user.entity';

let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true });
  build = builder(server);
});
afterAll(async () => await server.stop());

interface Protected {
  person: WebUser;
  client: Client;
  device: Authenticator;
}

async function protectedPerson(): Promise<Protected> {
  const person = await build.person();
  const client = await build.signedIn(person.id);
  return { person, client, device: await setUpTwoFactor(server, client) };
}

const signIn = async (email: string, client = new Client(server)) => {
  const { challenge, viewer } = await client.change('signIn', { email, password: PASSWORD }, 'challenge viewer { webUser { id } }');
  const verify = (code: string) => client.codes('verifyTwoFactor', { challenge, code });
  return { client, challenge: challenge as string, viewer, verify };
};
const isIn = async (client: Client) => (await client.ask('{ viewer { webUser { id } } }')).data.viewer !== null;
const statusOf = async (client: Client) =>
  (await client.ask('{ viewer { twoFactor { enabled backupCodesLeft } } }')).data.viewer.twoFactor;
const begin = async (client: Client) =>
  (await client.ask('mutation { beginTwoFactorSetup { secret otpauthUri userErrors { code } } }')).data.beginTwoFactorSetup;

describe('TFA-1: setting up', () => {
  test('nothing asks for a code before one was confirmed', async () => {
    const { id, email } = await build.person();
    const client = await build.signedIn(id);
    const { secret, otpauthUri } = await begin(client);
    expect(otpauthUri).toContain(secret);
    expect(await client.codes('confirmTwoFactorSetup', { code: '000000' })).toEqual(['INVALID_CODE']);
    expect(await statusOf(client)).toEqual({ enabled: false, backupCodesLeft: 0 });
    expect((await signIn(email)).viewer).not.toBeNull();
  });

  test('only the secret shown last can be confirmed', async () => {
    const client = await build.signedIn((await build.person()).id);
    const [first, second] = [await begin(client), await begin(client)];
    const confirm = ({ secret }: { secret: string }) => client.codes('confirmTwoFactorSetup', { code: codeOf(secret, server) });
    expect(await confirm(first)).toEqual(['INVALID_CODE']);
    expect(await confirm(second)).toEqual([]);
    expect((await statusOf(client)).enabled).toBe(true);
  });

  test('TFA-3: sessions that began without a code end, so that none of them enters what requires one', async () => {
    const person = await build.person();
    const [client, other] = [await build.signedIn(person.id), await build.signedIn(person.id)];
    await begin(client);
    expect(await client.codes('confirmTwoFactorSetup', { code: '000000' })).toEqual(['INVALID_CODE']);
    expect(await isIn(other)).toBe(true);
    await setUpTwoFactor(server, client);
    expect([await isIn(client), await isIn(other)]).toEqual([true, false]);
  });

  test('another device takes the place of one that is on only after that was turned off', async () => {
    const { client, device } = await protectedPerson();
    expect((await begin(client)).userErrors).toEqual([{ code: 'INVALID' }]);
    expect(await client.codes('confirmTwoFactorSetup', { code: device.next() })).toEqual(['INVALID']);
  });

  test('the database holds the secret encrypted, bound to its person, and backup codes hashed', async () => {
    const { person, device } = await protectedPerson();
    const rows = await server.usher.database.query(
      `SELECT encode(sealed, 'escape') AS sealed, encode(sealed, 'hex') AS hex FROM second_factors WHERE web_user_id = $1
       UNION ALL SELECT encode(code_hash, 'escape'), encode(code_hash, 'hex') FROM backup_codes WHERE web_user_id = $1`, [person.id]);
    expect(rows).toHaveLength(11);
    const stored = JSON.stringify(rows);
    for (const secret of [device.secret, ...device.backupCodes, Buffer.from(device.secret).toString('hex')]) {
      expect(stored).not.toContain(secret);
    }
  });
});

describe('signing in with two-factor', () => {
  test('TFA-1: the password alone gives a challenge and no session; with a code it lets in', async () => {
    const { person, device } = await protectedPerson();
    const { client, challenge, viewer, verify } = await signIn(person.email);
    expect([viewer, typeof challenge, client.cookies.size]).toEqual([null, 'string', 0]);
    expect(await verify('000000')).toEqual(['INVALID_CODE']);
    expect(await isIn(client)).toBe(false);
    expect(await verify(device.next())).toEqual([]);
    expect(await isIn(client)).toBe(true);
  });

  test('TFA-1: a code counts once, also after the one that follows it, and drift is one step each way', async () => {
    const { person, device } = await protectedPerson();
    server.clock.forward({ seconds: 90 });
    const { verify } = await signIn(person.email);
    const [late, now, early] = [-1, 0, 1].map((steps) => codeOf(device.secret, server, steps));
    expect(await verify(codeOf(device.secret, server, -2))).toEqual(['INVALID_CODE']);
    for (const code of [early!, late!, now!]) {
      expect(await verify(code)).toEqual([]);
      expect(await verify(code)).toEqual(['INVALID_CODE']);
    }
  });

  test('TFA-2: each of the ten backup codes lets in once, as typed with or without hyphens', async () => {
    const { person, client, device } = await protectedPerson();
    expect(new Set(device.backupCodes).size).toBe(10);
    for (const code of device.backupCodes) {
      const { verify } = await signIn(person.email);
      expect(await verify(` ${code.toUpperCase().replaceAll('-', '')} `)).toEqual([]);
      expect(await verify(code)).toEqual(['INVALID_CODE']);
    }
    expect(await statusOf(client)).toEqual({ enabled: true, backupCodesLeft: 0 });
  });

  test('another person\'s code does not count', async () => {
    const [one, other] = [await protectedPerson(), await protectedPerson()];
    const { verify } = await signIn(one.person.email);
    expect(await verify(other.device.next())).toEqual(['INVALID_CODE']);
    expect(await verify(other.device.backupCodes[0]!)).toEqual(['INVALID_CODE']);
  });

  test('a challenge lapses after ten minutes, and with the password it was given for', async () => {
    const { person, client, device } = await protectedPerson();
    const early = await signIn(person.email);
    server.clock.forward({ seconds: 601 });
    expect(await early.verify(device.next())).toEqual(['CHALLENGE_EXPIRED']);
    const { verify } = await signIn(person.email);
    await client.change('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon at dusk' }, '');
    expect(await verify(device.next())).toEqual(['CHALLENGE_EXPIRED']);
  });

  test('what is no challenge is refused as one that has lapsed, an access token too', async () => {
    const { client, device } = await protectedPerson();
    for (const challenge of ['', 'x.y.z', client.cookies.get('usher_access')]) {
      expect(await new Client(server).codes('verifyTwoFactor', { challenge, code: device.next() })).toEqual(['CHALLENGE_EXPIRED']);
    }
  });

  test('a challenge is no access token', async () => {
    const { person } = await protectedPerson();
    const { challenge } = await signIn(person.email);
    expect(await isIn(new Client(server, { usher_access: challenge }))).toBe(false);
  });
});

describe('TFA-4: wrong codes count per person', () => {
  test('over all sign-in attempts and both kinds of code; a right one among too many is refused', async () => {
    const { person, device } = await protectedPerson();
    for (const code of ['000000', 'aaaa-bbbb-cccc-dddd', '111111', '222222', '333333']) {
      const [one, other] = [await signIn(person.email), await signIn(person.email)];
      expect(await one.verify(code)).toEqual(['INVALID_CODE']);
      expect(await other.verify(code)).toEqual(['INVALID_CODE']);
    }
    const { verify } = await signIn(person.email);
    expect(await verify(device.next())).toEqual(['RATE_LIMITED']);
    expect(await verify(device.backupCodes[0]!)).toEqual(['RATE_LIMITED']);
    server.clock.forward({ seconds: 15 * 60 });
    expect(await (await signIn(person.email)).verify(device.next())).toEqual([]);
  });

  test('who is in stays in, but guesses no code there either', async () => {
    const { client, device } = await protectedPerson();
    for (let count = 0; count < 10; count += 1) await client.codes('regenerateBackupCodes', { code: '000000' });
    expect(await client.codes('disableTwoFactor', { password: PASSWORD, code: device.next() })).toEqual(['RATE_LIMITED']);
    expect(await isIn(client)).toBe(true);
  });
});

describe('TFA-4: turning it off, or making new codes', () => {
  test('off: asks for password and factor, mails the person, ends other sessions', async () => {
    const { person, client, device } = await protectedPerson();
    const elsewhere = await build.signedIn(person.id);
    const disable = (password: string, code: string) => client.codes('disableTwoFactor', { password, code });
    expect(await disable('wrong password', device.next())).toEqual(['INVALID_CREDENTIALS']);
    expect(await disable(PASSWORD, '000000')).toEqual(['INVALID_CODE']);
    expect(await disable(PASSWORD, device.backupCodes[3]!)).toEqual([]);
    expect([await isIn(client), await isIn(elsewhere)]).toEqual([true, false]);
    expect(await statusOf(client)).toEqual({ enabled: false, backupCodesLeft: 0 });
    expect((await signIn(person.email)).viewer).not.toBeNull();
    const mails = await mailTo(server, person.email, 2);
    expect(mails.map(({ text }) => text).join()).toMatch(/turned off/);
  });

  test('new codes: ask for the factor, end the former ones and other sessions, mail the person', async () => {
    const { person, client, device } = await protectedPerson();
    const elsewhere = await build.signedIn(person.id);
    expect(await client.codes('regenerateBackupCodes', { code: '000000' })).toEqual(['INVALID_CODE']);
    const { backupCodes } = await client.change('regenerateBackupCodes', { code: device.next() }, 'backupCodes');
    expect(backupCodes).toHaveLength(10);
    expect(await isIn(elsewhere)).toBe(false);
    const { verify } = await signIn(person.email);
    expect(await verify(device.backupCodes[0]!)).toEqual(['INVALID_CODE']);
    expect(await verify(backupCodes[0])).toEqual([]);
    const mails = await mailTo(server, person.email, 2);
    expect(mails.map(({ text }) => text).join()).toMatch(/new backup codes/);
  });
});

test('a secret kept under an older key works, and moves to the newer one at its next use', async () => {
  const { person, device } = await protectedPerson();
  const rotated = await startUsher({
    beside: server, config: { encryptionKeys: ['a newer key of the tests, long enough too', ...server.config.encryptionKeys] },
  });
  const keyId = async () => (await server.usher.database.query(
    'SELECT key_id FROM second_factors WHERE web_user_id = $1', [person.id]))[0].key_id;
  const before = await keyId();
  const { verify } = await signIn(person.email, new Client(rotated));
  expect(await verify(device.next())).toEqual([]);
  expect(await keyId()).not.toBe(before);
  expect(await verify(device.next())).toEqual([]);
  await rotated.stop();
});

test('what a person\'s lists show tells who has two-factor', async () => {
  const space = await build.space();
  const { client } = await build.member(space);
  const { person } = await protectedPerson();
  const { membershipId } = await build.member(space, { person });
  const { data } = await client.ask(`{ projectSpace(slug: "${space.slug}") { memberships { nodes { id webUser { twoFactorEnabled } } } } }`);
  for (const { id, webUser } of data.projectSpace.memberships.nodes) {
    expect(webUser.twoFactorEnabled).toBe(id === membershipId);
  }
});
