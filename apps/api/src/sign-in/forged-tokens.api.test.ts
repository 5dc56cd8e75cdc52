import { createHmac, generateKeyPairSync, hkdfSync, sign as signWith } from 'node:crypto';
import { type Authenticator, setUpTwoFactor } from '../../test/authenticator';
import { type Builder, builder, PASSWORD } from '../../test/build';
import { Client } from '../../test/client';
import { startUsher, type TestUsher } from '../../test/usher';

let server: TestUsher;
let build: Builder;
let authenticator: Authenticator;
const genuine: Record<Kind, string> = { access: '', challenge: '' };

const LABELS = { access: 'access-token', challenge: 'two-factor-challenge' } as const;
type Kind = keyof typeof LABELS;
const KINDS = Object.keys(LABELS) as Kind[];

const isTaken: Record<Kind, (token: string) => Promise<boolean>> = {
  access: async (token) =>
    (await new Client(server, { usher_access: token }).ask('{ viewer { webUser { id } } }')).data.viewer !== null,
  challenge: async (challenge) =>
    (await build.anonymous().codes('verifyTwoFactor', { challenge, code: authenticator.backupCodes[0] })).length === 0,
};

type Fields = Record<string, unknown>;
interface Parts { header: Fields; claims: Fields; key: Buffer; token: string }
type Signing = (input: string, key: Buffer) => string;
type Forger = (parts: Parts) => string;

const hmac = (hash: string): Signing => (input, key) => createHmac(hash, key).update(input).digest('base64url');
const encode = (fields: Fields | string) => Buffer.from(typeof fields === 'string' ? fields : JSON.stringify(fields)).toString('base64url');
const decode = (part = ''): Fields => JSON.parse(Buffer.from(part, 'base64url').toString());
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = Buffer.from(rsa.publicKey.export({ type: 'spki', format: 'pem' }));
const byRsa: Signing = (input) => signWith('sha256', Buffer.from(input), rsa.privateKey).toString('base64url');

function written({ header, claims, key }: Parts, signing: Signing = hmac('sha256')): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${signing(input, key)}`;
}

/** Signed with the right key, so that nothing but the header is wrong. */
const withHeader = (change: Fields, signing?: Signing): Forger =>
  (parts) => written({ ...parts, header: { ...parts.header, ...change } }, signing);
const withClaims = (change: (claims: Fields) => Fields): Forger =>
  (parts) => written({ ...parts, claims: { ...parts.claims, ...change(parts.claims) } });
const withSignature = (change: (signature: string) => string): Forger => ({ token }) => {
  const cut = token.lastIndexOf('.') + 1;
  return token.slice(0, cut) + change(token.slice(cut));
};
const seconds = () => Math.floor(server.clock.now().getTime() / 1000);
/** The same bytes to a lenient reader of base64: the last of 43 characters has two bits that say nothing. */
const sameBytes = (signature: string) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return signature.slice(0, -1) + alphabet[alphabet.indexOf(signature.at(-1) ?? '') + 1];
};

const FORGERIES: Record<string, Forger> = {
  'alg none, without a signature': (parts) => written({ ...parts, header: { ...parts.header, alg: 'none' } }, () => ''),
  'alg None, without a signature': (parts) => written({ ...parts, header: { ...parts.header, alg: 'None' } }, () => ''),
  'alg none, with the signature of before': withHeader({ alg: 'none' }, hmac('sha256')),
  'no alg': withHeader({ alg: undefined }),
  'alg HS384': withHeader({ alg: 'HS384' }, hmac('sha384')),
  'alg HS512': withHeader({ alg: 'HS512' }, hmac('sha512')),
  'alg HS384 over a signature of HS256': withHeader({ alg: 'HS384' }),
  'alg RS256 of a key of the forger': withHeader({ alg: 'RS256' }, byRsa),
  'alg HS256 with a public key as the secret': (parts) => written({ ...parts, key: publicPem }),
  'the configured secret itself as the key': (parts) => written({ ...parts, key: Buffer.from(server.config.jwtSecret) }),
  'an empty key': (parts) => written({ ...parts, key: Buffer.alloc(0) }),
  'a crit nobody knows': withHeader({ crit: ['later'], later: true }),
  'an empty crit': withHeader({ crit: [] }),
  'b64 that is false': withHeader({ crit: ['b64'], b64: false }),
  'a kid that is a path': withHeader({ kid: '../../../../dev/null' }),
  'a kid that is SQL': withHeader({ kid: "x' UNION SELECT 'key" }),
  'a jku': withHeader({ jku: 'https://forger.example/keys.json' }),
  'a jwk of the forger': withHeader({ alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) }, byRsa),
  'an x5u': withHeader({ x5u: 'https://forger.example/chain.pem' }),
  'an x5c': withHeader({ x5c: ['MIIB'] }),
  'typ JWT': withHeader({ typ: 'JWT' }),
  'no typ': withHeader({ typ: undefined }),
  'another typ of ours': withHeader({ typ: 'usher-something+jwt' }),
  'a header that is no object': ({ claims, key }) => {
    const input = `${encode('"HS256"')}.${encode(claims)}`;
    return `${input}.${hmac('sha256')(input, key)}`;
  },
  'no exp': withClaims(() => ({ exp: undefined })),
  'an exp that has passed': withClaims(() => ({ iat: seconds() - 7_200, exp: seconds() - 1 })),
  'an exp far in the future': withClaims(() => ({ exp: seconds() + 10 * 365 * 86_400 })),
  'an exp and an iat far in the future': withClaims(({ iat, exp }) => ({ iat: Number(iat) + 86_400, exp: Number(exp) + 86_400 })),
  'an exp a second later than it is given': withClaims(({ exp }) => ({ exp: Number(exp) + 1 })),
  'an exp that is text': withClaims(({ exp }) => ({ exp: String(exp) })),
  'an exp that is a list': withClaims(({ exp }) => ({ exp: [exp] })),
  'an exp that is null': withClaims(() => ({ exp: null })),
  'an exp beyond all numbers': (parts) => {
    const claims = encode(JSON.stringify(parts.claims).replace(/"exp":\d+/, '"exp":1e999'));
    const input = `${encode(parts.header)}.${claims}`;
    return `${input}.${hmac('sha256')(input, parts.key)}`;
  },
  'no iat': withClaims(() => ({ iat: undefined })),
  'an nbf in the future': withClaims(() => ({ nbf: seconds() + 3_600 })),
  'another issuer': withClaims(() => ({ iss: 'somebody' })),
  'no issuer': withClaims(() => ({ iss: undefined })),
  'another audience': withClaims(() => ({ aud: 'usher/something' })),
  'no audience': withClaims(() => ({ aud: undefined })),
  'a signature cut short': withSignature((signature) => signature.slice(0, 20)),
  'a signature without its last character': withSignature((signature) => signature.slice(0, -1)),
  'no signature': withSignature(() => ''),
  'a signature with padding': withSignature((signature) => `${signature}=`),
  'the same signature, written otherwise': withSignature(sameBytes),
  'the same signature in hex': withSignature((signature) => Buffer.from(signature, 'base64url').toString('hex')),
  'a fourth part': ({ token }) => `${token}.x`,
  'space around it': ({ token }) => `%20${token}`,
  'claims changed after signing': ({ token, claims }) => {
    const [header, , signature] = token.split('.');
    return [header, encode({ ...claims, sub: crypto.randomUUID(), sid: crypto.randomUUID() }), signature].join('.');
  },
};

beforeAll(async () => {
  server = await startUsher();
  build = builder(server);
  const [person, guarded] = [await build.person(), await build.person()];
  authenticator = await setUpTwoFactor(server, await build.signedIn(guarded.id));
  const browser = build.anonymous();
  await browser.change('signIn', { email: person.email, password: PASSWORD }, '');
  genuine.access = browser.cookies.get('usher_access') ?? '';
  genuine.challenge = (await build.anonymous().change('signIn', { email: guarded.email, password: PASSWORD }, 'challenge')).challenge;
});
afterAll(async () => await server.stop());

function partsOf(kind: Kind): Parts {
  const [header, claims] = genuine[kind].split('.');
  const key = Buffer.from(hkdfSync('sha256', server.config.jwtSecret, '', `usher/${LABELS[kind]}`, 32));
  return { header: decode(header), claims: decode(claims), key, token: genuine[kind] };
}

describe.each(KINDS)('SIG-2: of the kind %s', (kind) => {
  test.each(Object.keys(FORGERIES))('a token with %s is refused', async (what) => {
    const token = FORGERIES[what]?.(partsOf(kind)) ?? '';
    expect(token).not.toBe(genuine[kind]);
    expect(await isTaken[kind](token)).toBe(false);
  });

  test('one made anew with its own header, claims and key is taken, so that each of those was refused for its forgery', async () => {
    const { header, claims, key } = partsOf(kind);
    const reordered = Object.fromEntries(Object.entries(claims).toReversed());
    expect(await isTaken[kind](written({ header, claims: reordered, key, token: '' }))).toBe(true);
  });
});
