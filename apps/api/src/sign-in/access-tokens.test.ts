import { createSecretKey, hkdfSync } from 'node:crypto';
import jwt, { type JwtHeader, type Secret, type SignOptions } from 'jsonwebtoken';
import { AccessTokens } from './access-tokens';

const SECRET = 'a secret of the tests, long enough for that';
const SESSION = '7d0c8f5e-5a1f-4c51-9c0e-5d0c5f3f0a11';
const tokens = new AccessTokens(SECRET);
const now = new Date('2026-11-24T12:00:00Z');
const key = createSecretKey(Buffer.from(hkdfSync('sha256', SECRET, '', 'usher/access-token', 32)));
const seconds = Math.floor(now.getTime() / 1000);

interface Forgery {
  header?: Partial<JwtHeader> & Record<string, unknown>;
  payload?: object;
  options?: SignOptions;
  by?: Secret;
}

function forged({ header, payload, options, by = key }: Forgery): string {
  return jwt.sign({ sid: SESSION, iat: seconds, exp: seconds + 15 * 60, ...payload }, by, {
    algorithm: 'HS256', issuer: 'usher', audience: 'usher/session', ...options,
    header: { alg: 'HS256', typ: 'usher-access+jwt', ...header } as JwtHeader,
  });
}

test('SIG-2: a token names its session for 15 minutes', () => {
  const token = tokens.issue(SESSION, now);
  expect(tokens.read(token, now)).toBe(SESSION);
  expect(tokens.read(token, new Date(now.getTime() + 15 * 60_000 - 1_000))).toBe(SESSION);
  expect(tokens.read(token, new Date(now.getTime() + 15 * 60_000 + 1_000))).toBeNull();
});

test('what is made as the server makes it is read', () => {
  expect(tokens.read(forged({}), now)).toBe(SESSION);
});

test.each<[string, string]>([
  ['another key', forged({ by: 'another key, which is long enough to sign with' })],
  ['the secret itself as the key', forged({ by: SECRET })],
  ['another algorithm', forged({ options: { algorithm: 'HS512' }, header: { alg: 'HS512' } })],
  ['no algorithm', forged({ by: '', options: { algorithm: 'none' }, header: { alg: 'none' } })],
  ['another kind of token', forged({ header: { typ: 'JWT' } })],
  ['a crit header', forged({ header: { crit: ['x'], x: true } })],
  ['a kid header', forged({ header: { kid: '../../dev/null' } })],
  ['a jku header', forged({ header: { jku: 'https://evil.example/keys' } })],
  ['another audience', forged({ options: { audience: 'usher/reset' } })],
  ['another issuer', forged({ options: { issuer: 'somebody' } })],
  ['a session that is no id', forged({ payload: { sid: '1 OR 1=1' } })],
  ['no end', jwt.sign({ sid: SESSION }, key, { issuer: 'usher', audience: 'usher/session', header: { alg: 'HS256', typ: 'usher-access+jwt' } })],
  ['nothing', ''], ['three dots', '...'],
])('a token with %s is refused', (_what, token) => {
  expect(tokens.read(token, now)).toBeNull();
});
