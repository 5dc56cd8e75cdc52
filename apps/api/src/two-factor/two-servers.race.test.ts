import { codeOf, setUpTwoFactor } from '../../test/authenticator';
import { PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { twoServers } from '../../test/two-servers';

const ROUNDS = process.env.SOAK ? 200 : 20;

const servers = twoServers();

async function challengeOf(email: string): Promise<string> {
  const { challenge } = await new Client(servers.first).change('signIn', { email, password: PASSWORD }, 'challenge');
  return challenge;
}

/** The same code at both servers at once: how many it let in. */
async function lettingIn(challenge: string, code: string): Promise<number> {
  const codes = await Promise.all([servers.first, servers.second, servers.first, servers.second].map(
    async (server) => await new Client(server).codes('verifyTwoFactor', { challenge, code })));
  expect(codes.flat().every((one) => one === 'INVALID_CODE')).toBe(true);
  return codes.filter((refusals) => refusals.length === 0).length;
}

test(`TFA-1, TFA-2: a code used at the same moment on two servers lets in once, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, email } = await servers.build.person();
    const { secret, backupCodes } = await setUpTwoFactor(servers.first, await servers.build.signedIn(id));
    const challenge = await challengeOf(email);
    expect(await lettingIn(challenge, codeOf(secret, servers.first, 1))).toBe(1);
    expect(await lettingIn(challenge, backupCodes[0]!)).toBe(1);
  }
}, 300_000);

test(`of two set-ups confirmed at the same moment one wins, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const client = await servers.build.signedIn((await servers.build.person()).id);
    const { data } = await client.ask('mutation { beginTwoFactorSetup { secret } }');
    const code = codeOf(data.beginTwoFactorSetup.secret, servers.first);
    const codes = await Promise.all([servers.first, servers.second].map(
      async (server) => await client.at(server).codes('confirmTwoFactorSetup', { code })));
    expect(codes.filter((refusals) => refusals.length === 0)).toHaveLength(1);
  }
}, 300_000);
