import bcrypt from 'bcrypt';
import { KeyRing } from '../platform/crypto/key-ring';
import { PasswordHasher } from './password-hasher';
import { refusalOfPassword } from './password-policy';

const person = { username: 'ana.silva@example.org', email: 'ana@work.example', firstName: 'Anastasia', lastName: 'Silvaninho' };

describe('SIG-1: what a password may be', () => {
  test.each(['correct horse battery', 'пароль-для-входа', '密码密码密码密码', 'x'.repeat(255) + 'y', '        8'])('%s is taken', (password) => {
    expect(refusalOfPassword(password, person)).toBeNull();
  });

  test.each([
    'short', 'x'.repeat(257), 'password', 'PASSWORD1', 'Iloveyou', 'anastasia', 'Anastasia Silvaninho', 'ana.silva@example.org', 'ANA.SILVA',
    'ana@work.example',
  ])('%s is refused', (password) => {
    expect(refusalOfPassword(password, person)).not.toBeNull();
  });
});

describe('SIG-1: how it is kept', () => {
  const ring = new KeyRing(['a key of the tests, long enough for that']);
  const hasher = new PasswordHasher(ring, 4);

  test('every byte of a long password counts, and another way of typing the same letters does not', async () => {
    const long = 'a'.repeat(200);
    const stored = await hasher.hash(long);
    expect(await hasher.verify(long, stored)).toBe(true);
    expect(await hasher.verify(`${long.slice(0, 199)}b`, stored)).toBe(false);
    expect(await hasher.verify('caf\u00e9-at-noon', await hasher.hash('cafe\u0301-at-noon'))).toBe(true);
  });

  test('nobody has no password, and costs the same work', async () => {
    expect(await hasher.verify('anything', null)).toBe(false);
    const slow = new PasswordHasher(ring, 10);
    const stored = await slow.hash('a lagoon at dusk');
    const time = async (work: () => Promise<unknown>) => {
      const started = performance.now();
      for (let round = 0; round < 5; round += 1) await work();
      return performance.now() - started;
    };
    const ratio = (await time(() => slow.verify('wrong', null))) / (await time(() => slow.verify('wrong', stored)));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test.each([4, 5, 7])('SIG-3: a wrong password costs what it does where there is nobody, though the hash is of cost %i and now it is 7', async (before) => {
    const stored = await new PasswordHasher(ring, before).hash('a lagoon at dusk');
    const compare = jest.spyOn(bcrypt, 'compare');
    const workOf = async (password: string, hash: string | null) => {
      compare.mockClear();
      await new PasswordHasher(ring, 7).verify(password, hash);
      return compare.mock.calls.reduce((sum, [, against]) => sum + 2 ** bcrypt.getRounds(against), 0);
    };
    expect(await workOf('wrong', stored)).toBe(await workOf('wrong', null));
    expect(await workOf('a lagoon at dusk', stored)).toBe(2 ** before);
    compare.mockRestore();
  });

  test('a stolen hash is worth nothing without the key, and an older key still verifies until the next sign-in', async () => {
    const stored = await hasher.hash('a lagoon at dusk');
    expect(await new PasswordHasher(new KeyRing(['another key of the tests, long enough too']), 4).verify('a lagoon at dusk', stored)).toBe(false);
    const rotated = new PasswordHasher(new KeyRing(['a newer key of the tests, long enough too', 'a key of the tests, long enough for that']), 4);
    expect(await rotated.verify('a lagoon at dusk', stored)).toBe(true);
    expect(rotated.needsRehash(stored)).toBe(true);
    expect(hasher.needsRehash(stored)).toBe(false);
  });

  test('so many hashes are computed at once and no more, first come first served', async () => {
    const narrow = new PasswordHasher(ring, 4, 1);
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((turn) => narrow.hash('a lagoon at dusk').then(() => order.push(turn))));
    expect(order).toEqual([1, 2, 3, 4]);
  });
});
