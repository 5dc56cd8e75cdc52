import * as fc from 'fast-check';
import { type Browser, type CodeKind, SignInWorld } from '../../test/sign-in-world';
import { startUsher, type TestUsher } from '../../test/usher';

/** As many orders as there is time for, on whatever machine. */
const [RUNS, LONGEST, SECONDS] = process.env.SOAK ? [1_000, 60, 10 * 60] : [80, 24, 16];
const CHALLENGE_MS = 10 * 60_000;
const DAYS_30 = 30 * 24 * 3_600;
const PREDECESSOR_MS = 30_000;

let servers: TestUsher[];
beforeAll(async () => {
  const config = { limits: { signInAddress: 1e6, signInClient: 1e6, secondFactor: 1e6 } };
  const first = await startUsher({ config });
  servers = [first, await startUsher({ beside: first, config })];
});
afterAll(async () => {
  for (const server of servers.toReversed()) await server.stop();
});

class Step implements fc.AsyncCommand<SignInWorld, SignInWorld> {
  constructor(private readonly what: string, private readonly take: (world: SignInWorld) => Promise<void>) {}

  check = () => true;

  async run(world: SignInWorld): Promise<void> {
    await this.take(world);
    await world.judge();
  }

  toString = () => this.what;
}

const browser = fc.constantFrom(0, 0, 1, 2);
const isRight = fc.constantFrom(true, true, false);
const codeKind = fc.constantFrom<CodeKind>('fresh', 'fresh', 'backup', 'backup', 'replayed', 'wrong', 'spent backup');
const wrongUnless = (right: boolean, password: string) => (right ? password : 'never was the password');

/** Does something as whoever is in there, and by the rules nothing where nobody is. */
async function asOwner(world: SignInWorld, index: number, name: string, input: object, fields: string, byRules: (owner: Browser) => string | null) {
  const owner = world.browsers[index]!;
  const answer = await owner.client.mutate(name, input, fields);
  if (!owner.isIn) {
    expect(answer.faults).toEqual(['UNAUTHENTICATED']);
    return null;
  }
  expect(answer.faults).toEqual([]);
  const payload = answer.data[name];
  const refusal = byRules(owner);
  expect([name, payload.userErrors.map(({ code }: { code: string }) => code)]).toEqual([name, refusal === null ? [] : [refusal]]);
  return refusal === null ? payload : null;
}

const others = (owner: Browser) => (one: Browser) => one !== owner;

const signIn = (index: number, right: boolean) => new Step(`signIn(${index}, ${right ? 'right' : 'wrong'})`, async (world) => {
  const at = world.browsers[index]!;
  const { viewer, challenge, userErrors } = await at.client.change(
    'signIn', { email: world.person.email, password: wrongUnless(right, world.password) }, 'viewer { webUser { id } } challenge');
  const [refusal] = userErrors as { code: string }[];
  expect(refusal?.code).toBe(right ? (world.isActive ? undefined : 'ACCOUNT_DEACTIVATED') : 'INVALID_CREDENTIALS');
  const isThrough = right && world.isActive;
  expect([viewer !== null, challenge !== null]).toEqual([isThrough && !world.factor, isThrough && world.factor !== null]);
  if (challenge) world.challenges.push({ token: challenge, password: world.password, at: world.now });
  if (!viewer) return;
  world.endSessions((one) => one === at);
  world.began(at);
});

const verify = (index: number, back: number, kind: CodeKind) => new Step(`verify(${index}, challenge -${back}, ${kind})`, async (world) => {
  const challenge = world.challenges.at(-1 - back);
  const at = world.browsers[index]!;
  const { code, isRight: right, spend } = world.give(kind);
  const isOpen = challenge && world.factor && challenge.password === world.password && world.now - challenge.at < CHALLENGE_MS;
  const expected = !isOpen ? 'CHALLENGE_EXPIRED' : !world.isActive ? 'ACCOUNT_DEACTIVATED' : right ? null : 'INVALID_CODE';
  expect(await at.client.codes('verifyTwoFactor', { challenge: challenge?.token ?? 'none', code })).toEqual(expected === null ? [] : [expected]);
  if (expected !== null) return;
  spend();
  world.endSessions((one) => one === at);
  world.began(at);
});

const beginSetup = (index: number) => new Step(`beginSetup(${index})`, async (world) => {
  const owner = world.browsers[index]!;
  const { data, faults } = await owner.client.ask('mutation { beginTwoFactorSetup { secret userErrors { code } } }');
  if (!owner.isIn) return expect(faults).toEqual(['UNAUTHENTICATED']);
  const { secret } = data.beginTwoFactorSetup;
  expect(secret === null).toBe(world.factor !== null);
  if (secret) world.pendingSecret = secret;
});

const confirmSetup = (index: number, right: boolean) => new Step(`confirmSetup(${index}, ${right ? 'right' : 'wrong'})`, async (world) => {
  const secret = world.factor ? null : world.pendingSecret;
  const { code } = world.give(right ? 'fresh' : 'wrong', secret ?? undefined);
  const done = await asOwner(world, index, 'confirmTwoFactorSetup', { code }, 'backupCodes', (owner) => {
    if (secret === null || !right) return secret === null ? 'INVALID' : 'INVALID_CODE';
    world.endSessions(others(owner));
    return null;
  });
  if (!done || !secret) return;
  world.factor = { secret, lastCode: code, backupCodes: done.backupCodes, spentBackupCode: 'aaaa-aaaa-aaaa-aaaa' };
  world.pendingSecret = null;
});

const turnOff = (index: number, right: boolean, kind: CodeKind) => new Step(`turnOff(${index}, ${right ? 'right' : 'wrong'}, ${kind})`, async (world) => {
  const given = world.give(kind);
  const isGood = world.factor !== null && given.isRight;
  const input = { password: wrongUnless(right, world.password), code: given.code };
  const done = await asOwner(world, index, 'disableTwoFactor', input, '', (owner) => {
    if (!right) return 'INVALID_CREDENTIALS';
    if (!isGood) return 'INVALID_CODE';
    world.endSessions(others(owner));
    return null;
  });
  if (done) world.factor = null;
});

const regenerate = (index: number, kind: CodeKind) => new Step(`regenerate(${index}, ${kind})`, async (world) => {
  const given = world.give(kind);
  const done = await asOwner(world, index, 'regenerateBackupCodes', { code: given.code }, 'backupCodes', (owner) => {
    if (!world.factor || !given.isRight) return 'INVALID_CODE';
    given.spend();
    world.endSessions(others(owner));
    return null;
  });
  if (done && world.factor) Object.assign(world.factor, { spentBackupCode: world.factor.backupCodes[0] ?? world.factor.spentBackupCode, backupCodes: done.backupCodes });
});

const changePassword = (index: number, right: boolean) => new Step(`changePassword(${index}, ${right ? 'right' : 'wrong'})`, async (world) => {
  const newPassword = world.newPassword();
  const done = await asOwner(world, index, 'changePassword', { currentPassword: wrongUnless(right, world.password), newPassword }, '', (owner) => {
    if (right) world.endSessions(others(owner));
    return right ? null : 'INVALID_CREDENTIALS';
  });
  if (done) Object.assign(world, { password: newPassword, resetUntil: 0 });
});

const askForReset = () => new Step('askForReset', async (world) => {
  expect(await world.anybody().codes('requestPasswordReset', { email: world.person.email })).toEqual([]);
  if (!world.isActive) return;
  world.resetTokens.push(await world.mailedResetToken());
  world.resetUntil = world.now + 3_600_000;
});

const reset = (back: number) => new Step(`reset(link -${back})`, async (world) => {
  const token = world.resetTokens.at(-1 - back);
  const newPassword = world.newPassword();
  const works = token !== undefined && back === 0 && world.now < world.resetUntil;
  expect(await world.anybody().codes('resetPassword', { token: token ?? 'none', newPassword })).toEqual(works ? [] : ['TOKEN_INVALID']);
  if (!works) return;
  Object.assign(world, { password: newPassword, resetUntil: 0 });
  world.endSessions(() => true);
});

const signOut = (index: number) => new Step(`signOut(${index})`, async (world) => {
  world.endSessions((one) => one === world.browsers[index]);
  await world.browsers[index]!.client.ask('mutation { signOut { userErrors { code } } }');
});

const endOthers = (index: number) => new Step(`endOthers(${index})`, async (world) => {
  await asOwner(world, index, 'endSession', {}, '', (owner) => {
    world.endSessions(others(owner));
    return null;
  });
});

const refresh = (index: number) => new Step(`refresh(${index})`, async (world) => {
  const { client, isIn } = world.browsers[index]!;
  const former = client.cookies.get('usher_refresh');
  client.cookies.delete('usher_access');
  expect(await world.isIn(client)).toBe(isIn);
  if (isIn) expect(client.cookies.get('usher_refresh')).not.toBe(former);
});

/** Whoever took a refresh token that has been rotated since: so many rotations ago. */
const reuse = (index: number, back: number) => new Step(`reuse(${index}, token -${back})`, async (world) => {
  const victim = world.browsers[index]!;
  const token = victim.refreshTokens.at(-1 - back);
  if (!victim.isIn || token === undefined) return;
  const isTolerated = back === 1 && world.now - victim.rotatedAt < PREDECESSOR_MS;
  if (!isTolerated) world.endSessions((one) => one === victim);
  const thief = world.anybody({ usher_refresh: token });
  expect(await world.isIn(thief)).toBe(isTolerated);
  if (isTolerated) expect(thief.cookies.get('usher_refresh')).toBe(token);
});

const wait = (seconds: number) => new Step(`wait(${seconds} s)`, async (world) => {
  world.server.clock.forward({ seconds });
  if (seconds > DAYS_30) world.endSessions(() => true);
});

const setActive = (active: boolean) => new Step(active ? 'reactivate' : 'deactivate', async (world) => await world.setActive(active));

const steps = [
  fc.tuple(browser, isRight).map(([at, right]) => signIn(at, right)), browser.map((at) => signIn(at, true)),
  fc.tuple(browser, fc.nat({ max: 1 }), codeKind).map(([at, back, kind]) => verify(at, back, kind)), browser.map((at) => verify(at, 0, 'fresh')),
  fc.constantFrom<CodeKind>('replayed', 'spent backup').map((kind) => verify(0, 0, kind)),
  browser.map(beginSetup), fc.tuple(browser, isRight).map(([at, right]) => confirmSetup(at, right)),
  fc.tuple(browser, isRight, codeKind).map(([at, right, kind]) => turnOff(at, right, kind)),
  fc.tuple(browser, codeKind).map(([at, kind]) => regenerate(at, kind)),
  fc.tuple(browser, isRight).map(([at, right]) => changePassword(at, right)),
  fc.constant(askForReset()), fc.nat({ max: 1 }).map(reset), browser.map(signOut), browser.map(endOthers), browser.map(refresh),
  fc.tuple(browser, fc.integer({ min: 1, max: 2 })).map(([at, back]) => reuse(at, back)),
  fc.constantFrom(31, 11 * 60, 16 * 60, 61 * 60, DAYS_30 + 1).map(wait), fc.constantFrom(true, true, false).map(setActive),
];

const withTwoFactor = [signIn(0, true), beginSetup(0), confirmSetup(0, true)];
/** Where a walk begins: most steps mean little to somebody who is out and has no second factor. */
const beginnings = fc.constantFrom<Step[]>(
  [], [signIn(0, true), signIn(1, true)], [signIn(1, true), ...withTwoFactor], [...withTwoFactor, signIn(1, true), verify(1, 0, 'fresh'), signIn(2, true)],
  [signIn(0, true), askForReset()]);

test(`SIG-2, SIG-4, TFA-1, TFA-2, TFA-4: in no order of steps does anybody get in without all that is required, and sessions end when they must, at most ${RUNS} orders`, async () => {
  let walked = 0;
  await fc.assert(fc.asyncProperty(beginnings, fc.commands(steps, { maxCommands: LONGEST, size: 'max' }), async (beginning, commands) => {
    const world = await SignInWorld.begin(servers);
    for (const step of beginning) await step.run(world);
    await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
    walked += 1;
  }), { numRuns: RUNS, interruptAfterTimeLimit: SECONDS * 1_000, verbose: fc.VerbosityLevel.Verbose });
  expect(walked).toBeGreaterThan(RUNS / 20);
}, (SECONDS + 60) * 1_000);
