import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { tokenTo } from '../../test/inbox';
import { startUsher, type TestUsher } from '../../test/usher';
import { ANSWER_MS } from './password-reset.service';

const LIMITS = { signInAddress: 5, signInClient: 40, secondFactor: 5 };
let server: TestUsher;
let second: TestUsher;
let build: Builder;
beforeAll(async () => {
  server = await startUsher({ working: true, config: { limits: LIMITS, trustProxy: 1 } });
  second = await startUsher({ beside: server, config: { limits: LIMITS, trustProxy: 1 } });
  build = builder(server);
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

let clients = 0;
/** Somebody at an address of the internet where nobody has failed yet. */
const somewhere = () => ({ 'x-forwarded-for': `198.51.100.${(clients += 1)}` });
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { webUser { id } } userErrors { code retryAfter } } }';

async function signIn(email: string, password: string, { at = server, from = somewhere() } = {}) {
  const { data } = await new Client(at).ask(SIGN_IN, { input: { email, password } }, from);
  const [refusal] = data.signIn.userErrors as { code: string; retryAfter: number | null }[];
  return { code: refusal?.code ?? 'in', retryAfter: refusal?.retryAfter };
}

const often = async <T>(times: number, work: (turn: number) => Promise<T>) =>
  await Promise.all(Array.from({ length: times }, (_, turn) => work(turn)));
const tally = (answers: { code: string }[]) => {
  const counts: Record<string, number> = {};
  for (const { code } of answers) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

describe('SIG-3: throttling', () => {
  test('of guesses at once at two servers no more than allowed are looked at, and the right one among the others is refused', async () => {
    const { email } = await build.person();
    const answers = await often(30, async (turn) => await signIn(
      turn % 2 ? email : email.toUpperCase(), 'wrong password', { at: turn % 3 ? server : second }));
    expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 5, RATE_LIMITED: 25 });
    for (const { retryAfter } of answers.filter(({ code }) => code === 'RATE_LIMITED')) {
      expect(retryAfter).toBeGreaterThan(800);
      expect(retryAfter).toBeLessThanOrEqual(900);
    }
    expect((await signIn(email, PASSWORD, { at: second })).code).toBe('RATE_LIMITED');
    server.clock.forward({ seconds: 901 });
    expect((await signIn(email, PASSWORD)).code).toBe('in');
  });

  test('of guesses as aliases of one document no more than allowed are looked at', async () => {
    const { email } = await build.person();
    const one = (turn: number) => `a${turn}: signIn(input: { email: "${email}", password: "${turn === 9 ? PASSWORD : 'wrong password'}" }) { userErrors { code } }`;
    const { data } = await new Client(server).ask(`mutation { ${Array.from({ length: 10 }, (_, turn) => one(turn)).join(' ')} }`, {}, somewhere());
    const answers = (Object.values(data) as { userErrors: { code: string }[] }[]).map(({ userErrors }) => userErrors[0] ?? { code: 'in' });
    expect(tally(answers)).toEqual({ INVALID_CREDENTIALS: 5, RATE_LIMITED: 5 });
  });

  test('only failures count: any number may sign in at once', async () => {
    const { email } = await build.person();
    expect(tally(await often(50, async () => await signIn(email, PASSWORD, { from: { 'x-forwarded-for': '192.0.2.1' } })))).toEqual({ in: 50 });
    expect((await signIn(email, 'wrong password')).code).toBe('INVALID_CREDENTIALS');
  });

  test('an address that nobody has is throttled as one that somebody has', async () => {
    for (const email of ['nobody@example.org', 'no address', 'x'.repeat(5_000)]) {
      expect(tally(await often(8, async () => await signIn(email, PASSWORD)))).toEqual({ INVALID_CREDENTIALS: 5, RATE_LIMITED: 3 });
    }
  });

  test('a client that tries many addresses is throttled, its neighbours are not', async () => {
    const from = { 'x-forwarded-for': '2001:db8:7::1' };
    const guess = async (turn: number) => await signIn(`n${turn}@example.org`, 'wrong password', { from });
    expect(tally(await often(45, guess))).toEqual({ INVALID_CREDENTIALS: 40, RATE_LIMITED: 5 });
    const { email } = await build.person();
    expect((await signIn(email, PASSWORD, { from: { 'x-forwarded-for': '2001:db8:7::2' } })).code).toBe('RATE_LIMITED');
    expect((await signIn(email, PASSWORD, { from: { 'x-forwarded-for': '2001:db8:8::1' } })).code).toBe('in');
  });

  test('who is in stays in, may change the password, and a reset lets the owner in again', async () => {
    const { email, id } = await build.person();
    const owner = await build.signedIn(id);
    await often(8, async () => await signIn(email, 'wrong password'));
    expect((await owner.ask('{ viewer { webUser { id } } }')).data.viewer).not.toBeNull();
    expect(await owner.codes('changePassword', { currentPassword: PASSWORD, newPassword: 'a lagoon at dusk' })).toEqual([]);
    await build.anonymous().change('requestPasswordReset', { email }, '');
    const token = await tokenTo(server, email, 'reset-password');
    expect(await build.anonymous().codes('resetPassword', { token, newPassword: 'another lagoon at dusk' })).toEqual([]);
    expect((await signIn(email, 'another lagoon at dusk')).code).toBe('in');
  });

  test('whoever holds a session cannot guess the password in it without end', async () => {
    const owner = await build.signedIn((await build.person()).id);
    const guess = async () => ({ code: (await owner.codes('changePassword', { currentPassword: 'wrong password', newPassword: 'a lagoon at dusk' }))[0]! });
    expect(tally(await often(8, guess))).toEqual({ INVALID_CREDENTIALS: 5, RATE_LIMITED: 3 });
  });

  test('reset mails for one address are limited, whether or not somebody has it', async () => {
    const { email } = await build.person();
    for (const asked of [email, 'nobody-at-all@example.org']) {
      const ask = async () => ({ code: (await build.anonymous().codes('requestPasswordReset', { email: asked }))[0] ?? 'done' });
      expect(tally(await often(8, ask))).toEqual({ done: 5, RATE_LIMITED: 3 });
    }
  });

  test('a client that tries links is throttled, and a link that works still does', async () => {
    const space = await build.space();
    const admin = await build.member(space);
    await admin.client.change('inviteWebUser', { projectSpaceId: space.id, roleId: admin.roleId, email: 'new@example.org' }, '');
    const token = await tokenTo(server, 'new@example.org', 'invitations');
    const from = somewhere();
    const look = async (tried: string) => await build.anonymous().ask(`{ invitationByToken(token: "${tried}") { state } }`, {}, from);
    const answers = await often(45, async (turn) => await look(`guess-${turn}`));
    expect(answers.flatMap(({ faults }) => faults)).toEqual(Array(5).fill('RATE_LIMITED'));
    expect(answers.find(({ errors }) => errors.length > 0)?.errors[0]?.extensions).toMatchObject({ retryAfter: expect.any(Number) });
    expect((await look(token)).data.invitationByToken.state).toBe('OPEN');
  });

  const median = (values: number[]) => values.toSorted((a, b) => a - b)[4]!;

  /** How long each kind takes, asked in turn. */
  async function mediansOf(kinds: Record<string, () => Promise<unknown>>): Promise<Record<string, number>> {
    const times: Record<string, number[]> = {};
    for (let round = 0; round < 9; round += 1) {
      for (const [kind, ask] of Object.entries(kinds)) {
        const started = performance.now();
        await ask();
        (times[kind] ??= []).push(performance.now() - started);
      }
    }
    return Object.fromEntries(Object.entries(times).map(([kind, values]) => [kind, median(values)]));
  }

  test('wrong address and wrong password take the same time, and a reset of any address no less than one of a known address (SIG-4)', async () => {
    const slow = await startUsher({ beside: server, config: { bcryptCost: 10, limits: { ...LIMITS, signInAddress: 1_000, signInClient: 1_000 } } });
    const { email } = await builder(slow).person();
    const wrong = (address: string) => async () => await signIn(address, 'wrong password', { at: slow });
    const reset = (address: string) => async () => await new Client(slow).codes('requestPasswordReset', { email: address });
    try {
      for (const ask of [wrong, reset]) {
        const { known, ...others } = await mediansOf({ known: ask(email), unknown: ask('nobody@example.org'), invalid: ask('no address') });
        for (const other of Object.values(others)) {
          expect(other / known!).toBeCloseTo(1, 0);
          expect(ask === wrong || other > ANSWER_MS - 1).toBe(true);
        }
      }
    } finally {
      await slow.stop();
    }
  });
});
