import { codeOf, setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

const ROUNDS = process.env.SOAK ? 200 : 20;

let first: TestUsher;
let second: TestUsher;
let build: Builder;
beforeAll(async () => {
  first = await startUsher();
  second = await startUsher({ beside: first });
  build = builder(first);
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

async function challengeOf(email: string): Promise<string> {
  const { challenge } = await new Client(first).change('signIn', { email, password: PASSWORD }, 'challenge');
  return challenge;
}

/** The same code at both servers at once: how many it let in. */
async function lettingIn(challenge: string, code: string): Promise<number> {
  const codes = await Promise.all([first, second, first, second].map(
    async (server) => await new Client(server).codes('verifyTwoFactor', { challenge, code })));
  expect(codes.flat().every((one) => one === 'INVALID_CODE')).toBe(true);
  return codes.filter((refusals) => refusals.length === 0).length;
}

test(`TFA-1, TFA-2: a code used at the same moment on two servers lets in once, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, email } = await build.person();
    const { secret, backupCodes } = await setUpTwoFactor(first, await build.signedIn(id));
    const challenge = await challengeOf(email);
    expect(await lettingIn(challenge, codeOf(secret, first, 1))).toBe(1);
    expect(await lettingIn(challenge, backupCodes[0]!)).toBe(1);
  }
}, 300_000);

test(`of two set-ups confirmed at the same moment one wins, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const client = await build.signedIn((await build.person()).id);
    const { data } = await client.ask('mutation { beginTwoFactorSetup { secret } }');
    const code = codeOf(data.beginTwoFactorSetup.secret, first);
    const codes = await Promise.all([first, second].map(
      async (server) => await client.at(server).codes('confirmTwoFactorSetup', { code })));
    expect(codes.filter((refusals) => refusals.length === 0)).toHaveLength(1);
  }
}, 300_000);
