import { type Builder, builder, PASSWORD } from '../../test/build';
import { tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';

const OFTEN = 3;
let server: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true, config: { limits: { signInAddress: OFTEN, signInClient: 100, secondFactor: 5 } } });
  build = builder(server);
});
afterAll(async () => await server.stop());

async function inTurn(times: number, ask: (turn: number) => Promise<string[]>): Promise<string[]> {
  const codes: string[] = [];
  for (let turn = 0; turn < times; turn += 1) codes.push((await ask(turn))[0] ?? 'done');
  return codes;
}

test('SIG-3, INV-15: nobody is mailed more resets in an hour, and the last of them works until the next may be asked for', async () => {
  const { email } = await build.person();
  const ask = async () => await build.anonymous().codes('requestPasswordReset', { email });
  let token = '';
  for (let mailed = 1; mailed <= OFTEN; mailed += 1) {
    expect(await ask()).toEqual([]);
    token = await tokenTo(server, email, 'reset-password', mailed);
  }
  expect(await ask()).toEqual(['RATE_LIMITED']);
  server.clock.forward({ seconds: 58 * 60 });
  expect(await ask()).toEqual(['RATE_LIMITED']);
  expect(await build.anonymous().codes('resetPassword', { token, newPassword: 'another lagoon at dusk' })).toEqual([]);
  server.clock.forward({ seconds: 2 * 60 });
  expect(await ask()).toEqual([]);
});

test('INV-15: nobody is mailed more changes of an e-mail in a day, whoever asks', async () => {
  const people = await Promise.all(Array.from({ length: OFTEN + 1 }, async () => await build.member(await build.space())));
  const ask = async (turn: number, newEmail = 'wanted@example.org') =>
    await people[turn]!.client.codes('requestEmailChange', { newEmail, password: PASSWORD });
  expect(await inTurn(OFTEN + 1, ask)).toEqual([...Array(OFTEN).fill('done'), 'RATE_LIMITED']);
  expect(await inTurn(OFTEN, async (turn) => await ask(0, `other-${turn}@example.org`))).toEqual([...Array(OFTEN - 1).fill('done'), 'RATE_LIMITED']);
  server.clock.forward({ hours: 23 });
  expect(await ask(OFTEN)).toEqual(['RATE_LIMITED']);
  server.clock.forward({ hours: 1 });
  expect(await ask(OFTEN)).toEqual([]);
});
