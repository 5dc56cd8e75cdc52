import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, isAddressSet, loadConfig, loadDataDir } from './config';

const checkout = mkdtempSync(join(tmpdir(), 'usher-config-'));
const file = join(checkout, '.env');

afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(checkout, { recursive: true }));

const load = (environment: Record<string, string> = {}) => loadConfig(environment, checkout);

function complaintOf(environment: Record<string, string>): string {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

const SECRET = 'a secret that is long enough for anything';
const PRODUCTION = {
  DATABASE_URL: 'postgres://usher:hidden@db.example.org/usher', JWT_SECRET: SECRET, ENCRYPTION_KEY: SECRET,
  SMTP_URL: 'smtp://mail.example.org', SUPPORT_CONTACT: 'help@example.org',
};

const keyOf = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const P384 = keyOf('P-384');

test('the key of SendGrid\'s events is a P-256 key in base64', () => {
  expect(load({ SENDGRID_WEBHOOK_PUBLIC_KEY: keyOf('P-256') }).sendGridWebhookKey?.asymmetricKeyType).toBe('ec');
});

test('without any setting Usher runs on the embedded database, with the demo and generated secrets', () => {
  expect(load()).toMatchObject({
    port: 3000, host: '127.0.0.1', publicUrl: 'http://localhost:3000', databaseUrl: null, databaseReplicaUrls: [],
    dataDir: join(checkout, '.usher'), demo: true, demoPassword: null, sendGrid: null, sendGridWebhookKey: null, smtpUrl: null,
    mailFrom: 'Usher <usher@localhost>', supportContact: null, termsUrl: '/terms', termsVersion: '1',
    limits: { signInAddress: 10, signInClient: 100, secondFactor: 10 },
    costPerMinute: 60_000,
    mailLimits: { recipient: 10, inviter: 500, space: 2_000, bulk: 100_000 },
    introspection: true, timeOffsetSeconds: 0, metricsToken: null, bcryptCost: 12, workers: true,
    trustProxy: false, webhookAllowedNetworks: [], production: false,
  });
});

test('that an address is set is known from the environment and from .env', () => {
  expect([isAddressSet({}, checkout), isAddressSet({ PORT: '' }, checkout), isAddressSet({ PORT: '3905' }, checkout)]).toEqual([false, false, true]);
  writeFileSync(file, 'PUBLIC_URL=http://localhost:3905');
  expect(isAddressSet({}, checkout)).toBe(true);
});

test('asking for the data folder alone makes no secrets in it', () => {
  const folder = join(checkout, 'not-yet');
  expect(loadDataDir({ USHER_DATA_DIR: folder }, checkout)).toBe(folder);
  expect(existsSync(folder)).toBe(false);
});

test('generated secrets stay the same, have 32 bytes and can be read by their owner alone', () => {
  const { jwtSecret, encryptionKeys } = load();
  expect(load()).toMatchObject({ jwtSecret, encryptionKeys });
  expect(Buffer.byteLength(jwtSecret)).toBeGreaterThanOrEqual(32);
  expect(jwtSecret).not.toBe(encryptionKeys[0]);
  const kept = join(checkout, '.usher', 'jwt-secret');
  expect([readFileSync(kept, 'utf8'), statSync(kept).mode & 0o777]).toEqual([jwtSecret, 0o600]);
});

test.each<[Record<string, string>, Record<string, unknown>]>([
  [{ PORT: '4000' }, { port: 4000, publicUrl: 'http://localhost:4000' }],
  [{ PUBLIC_URL: 'http://127.0.0.1:3000/' }, { publicUrl: 'http://127.0.0.1:3000', production: false }],
  [{ PUBLIC_URL: 'http://[::1]:3000' }, { production: false }],
  [{ USHER_DATA_DIR: '/srv/usher', JWT_SECRET: SECRET, ENCRYPTION_KEY: SECRET }, { dataDir: '/srv/usher' }],
  [{ DATABASE_REPLICA_URLS: 'postgres://a/b, postgres://c/d' }, { databaseReplicaUrls: ['postgres://a/b', 'postgres://c/d'] }],
  [{ USHER_DEMO: 'off' }, { demo: false }],
  [{ ENCRYPTION_KEY: `${SECRET} new, ${SECRET} old` }, { encryptionKeys: [`${SECRET} new`, `${SECRET} old`] }],
  [{ SENDGRID_API_KEY: 'key' }, { sendGrid: { apiKey: 'key', baseUrl: null } }],
  [{ SENDGRID_API_KEY: 'key', SENDGRID_BASE_URL: 'http://localhost:1' },
    { sendGrid: { apiKey: 'key', baseUrl: 'http://localhost:1' } }],
  [{ MAIL_FROM: 'no-reply@example.org' }, { mailFrom: 'no-reply@example.org' }],
  [{ SUPPORT_CONTACT: 'https://example.org/help' }, { supportContact: 'https://example.org/help' }],
  [{ INTROSPECTION: 'off', WORKERS: 'off' }, { introspection: false, workers: false }],
  [{ LIMIT_SIGN_IN_ADDRESS: '5', LIMIT_SIGN_IN_CLIENT: '50', LIMIT_SECOND_FACTOR: '7', LIMIT_COST: '100' },
    { limits: { signInAddress: 5, signInClient: 50, secondFactor: 7 }, costPerMinute: 100 }],
  [{ LIMIT_MAIL_RECIPIENT: '1', LIMIT_MAIL_INVITER: '2', LIMIT_MAIL_SPACE: '3', LIMIT_MAIL_BULK: '4' },
    { mailLimits: { recipient: 1, inviter: 2, space: 3, bulk: 4 } }],
  [{ USHER_TIME_OFFSET: '-86400' }, { timeOffsetSeconds: -86_400 }],
  [{ BCRYPT_COST: '4' }, { bcryptCost: 4 }],
  [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
  [{ TRUST_PROXY: '0' }, { trustProxy: false }],
  [{ TRUST_PROXY: '10.0.0.0/8, loopback' }, { trustProxy: '10.0.0.0/8,loopback' }],
  [{ WEBHOOK_ALLOWED_NETWORKS: '10.20.0.0/16, fd00::/8' }, { webhookAllowedNetworks: ['10.20.0.0/16', 'fd00::/8'] }],
  [{ ...PRODUCTION }, { production: true, demo: false, databaseUrl: PRODUCTION.DATABASE_URL }],
])('%j is read as %j', (environment, expected) => {
  expect(load(environment)).toMatchObject(expected);
});

test.each([
  ['PORT', '0'], ['PORT', '65536'], ['PORT', 'http'], ['HOST', 'two words'], ['PUBLIC_URL', 'usher.example.org'],
  ['PUBLIC_URL', 'ftp://localhost'], ['PUBLIC_URL', 'http://localhost/usher'],
  ['DATABASE_URL', 'mysql://localhost/usher'], ['DATABASE_REPLICA_URLS', 'postgres://a/b,c'],
  ['USHER_DEMO', 'yes'], ['USHER_DEMO_PASSWORD', 'short'], ['JWT_SECRET', 'too short'],
  ['ENCRYPTION_KEY', `${SECRET},short`],
  ['ENCRYPTION_KEY', `${SECRET},`], ['SENDGRID_BASE_URL', 'sendgrid'], ['SMTP_URL', 'http://mail.example.org'],
  ['MAIL_FROM', 'Usher <usher@localhost'], ['MAIL_FROM', 'usher@localhost>'], ['MAIL_FROM', 'a@b.c, d@e.f'],
  ['MAIL_FROM', 'Usher\r\nBcc: x@y.z <usher@localhost>'], ['SUPPORT_CONTACT', 'ask Peter'],
  ['SUPPORT_CONTACT', 'javascript:alert(1)'], ['TERMS_URL', 'javascript:alert(1)'],
  ['TERMS_URL', '//evil.example.org'], ['INTROSPECTION', 'false'], ['USHER_TIME_OFFSET', '1.5'],
  ['LIMIT_SIGN_IN_ADDRESS', '0'], ['LIMIT_SIGN_IN_CLIENT', 'many'], ['LIMIT_SECOND_FACTOR', '-1'], ['LIMIT_COST', '99'],
  ['METRICS_TOKEN', 'two words'], ['BCRYPT_COST', '3'], ['BCRYPT_COST', '16'], ['WORKERS', '2'],
  ['TRUST_PROXY', 'yes'],
  ['WEBHOOK_ALLOWED_NETWORKS', 'on'], ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/33'], ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.1'],
  ['SENDGRID_WEBHOOK_PUBLIC_KEY', 'no key'], ['SENDGRID_WEBHOOK_PUBLIC_KEY', P384], ['TRUST_PROXY', 'yes'],
  ['TRUST_PROXY', '10.0.0.0/33'], ['TRUST_PROXY', '10.0.0.0/8/8'], ['USHER_DATA_DIR', '/dev/null'],
])('a wrong %s (%j) stops the start with one line that names it', (name, value) => {
  const complaint = complaintOf({ [name]: value });
  expect(complaint).toMatch(new RegExp(`^${name} must .*\\.$`));
});

test('a wrong secret is not told', () => {
  expect(complaintOf({ JWT_SECRET: 'hunter2' })).not.toContain('hunter2');
});

test.each(['JWT_SECRET', 'ENCRYPTION_KEY', 'SMTP_URL', 'SUPPORT_CONTACT'] as const)(
  'in production, told by DATABASE_URL or by an address that others reach, %s must be set', (name) => {
    const embedded = { ...PRODUCTION, DATABASE_URL: '', PUBLIC_URL: 'https://usher.example.org' };
    for (const environment of [PRODUCTION, embedded]) {
      expect(load(environment).production).toBe(true);
      expect(complaintOf({ ...environment, [name]: '' })).toMatch(new RegExp(`^${name}.* must be set in production`));
    }
  });

test('in production SendGrid is a mail transport too', () => {
  expect(load({ ...PRODUCTION, SMTP_URL: '', SENDGRID_API_KEY: 'key' })).toMatchObject({ production: true });
});

test('in production the clock is not moved, and a hash costs at least 10', () => {
  expect(complaintOf({ ...PRODUCTION, USHER_TIME_OFFSET: '60' }))
    .toBe('USHER_TIME_OFFSET must not be set in production.');
  expect(complaintOf({ ...PRODUCTION, BCRYPT_COST: '9' })).toBe('BCRYPT_COST must be at least 10 in production.');
});

test.each(['JWT_SECRET', 'ENCRYPTION_KEY'])('in production a weak or default %s is refused, and not told', (name) => {
  for (const weak of ['x'.repeat(40), 'change-me-please-i-am-only-a-placeholder', `${SECRET},${'0123456789'.repeat(4)}`]) {
    if (name === 'JWT_SECRET' && weak.includes(',')) continue;
    const complaint = complaintOf({ ...PRODUCTION, [name]: weak });
    expect(complaint).toMatch(new RegExp(`^${name} must not be a placeholder`));
    expect(complaint).not.toContain(weak);
    expect(load({ [name]: weak }).production).toBe(false);
  }
});

test('NODE_ENV decides nothing', () => {
  expect(load({ NODE_ENV: 'production' }).production).toBe(false);
  expect(load({ ...PRODUCTION, NODE_ENV: 'development' }).production).toBe(true);
});

test('.env is read, the environment wins over it, and what is empty counts as absent', () => {
  writeFileSync(file, '# ports\nPORT=4100\nTERMS_VERSION="7 b"\nSMTP_URL=\n');
  expect(load({ TERMS_VERSION: '' })).toMatchObject({ port: 4100, termsVersion: '7 b', smtpUrl: null });
  expect(load({ PORT: '4200' }).port).toBe(4200);
});
