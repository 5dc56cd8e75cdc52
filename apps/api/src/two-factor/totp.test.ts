import { Secret, TOTP } from 'otpauth';
import { newTotpSecret, otpauthUri, stepOfCode } from './totp';

/** RFC 6238, appendix B: six moments, three algorithms, eight digits each. */
const VECTORS: [number, string, string, string][] = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
];
const SEED = '1234567890';
const SEEDS: [string, number][] = [['SHA1', 20], ['SHA256', 32], ['SHA512', 64]];

const rows = VECTORS.flatMap(([seconds, ...codes]) =>
  SEEDS.map(([algorithm, length], index) => [seconds, algorithm, length, codes[index] ?? ''] as const));

const seedOf = (length: number) => Secret.fromLatin1(SEED.repeat(7).slice(0, length));

test('RFC 6238 has eighteen vectors', () => {
  expect(rows).toHaveLength(18);
});

test.each(rows)('RFC 6238: at %d s with %s of a seed of %d bytes the code is %s', (seconds, algorithm, length, code) => {
  expect(TOTP.generate({ secret: seedOf(length), algorithm, digits: 8, timestamp: seconds * 1000 })).toBe(code);
});

test.each(VECTORS)('TFA-1: at %d s the last six of the eight digits of SHA-1 are the code', (seconds, code) => {
  const now = new Date(seconds * 1000);
  expect(stepOfCode(seedOf(20).base32, code.slice(-6), now)).toBe(Math.floor(seconds / 30));
});

test('TFA-1: one step of drift each way counts, two do not', () => {
  const [secret, code] = [seedOf(20).base32, '050471'];
  const step = Math.floor(1_111_111_111 / 30);
  const stepAt = (shift: number) => stepOfCode(secret, code, new Date((step + shift) * 30_000));
  expect([-2, -1, 0, 1, 2].map(stepAt)).toEqual([null, step, step, step, null]);
});

test.each(['', '12345', '1234567', '05047a', '٠٥٠٤٧١', ' 050471'])('%j is no code', (typed) => {
  expect(stepOfCode(seedOf(20).base32, typed, new Date(1_111_111_111_000))).toBeNull();
});

test('a secret has 160 bits, and its address says how it is used', () => {
  const secret = newTotpSecret();
  expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
  const uri = new URL(otpauthUri(secret, 'ana+1@example.org'));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/Usher:ana+1@example.org']);
  expect(Object.fromEntries(uri.searchParams)).toEqual(
    { issuer: 'Usher', secret, algorithm: 'SHA1', digits: '6', period: '30' });
});
