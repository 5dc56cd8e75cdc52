import { isIP } from 'node:net';
import { z } from 'zod';
import { p256Key } from '../crypto/p256-key';

const SHORTEST_SECRET = 32;
const ADDRESS = /^[^\s@<>(),:;"\\[\]]+@[^\s@<>(),:;"\\[\]]+$/;
const SENDER = /^[^\r\n<>]*<([^<>]+)>$/;
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$/i;
const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

const isUrl = (text: string, protocols: string[]) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
const isWebUrl = (text: string) => isUrl(text, ['http:', 'https:']);
const isAddress = (text: string) => ADDRESS.test(text);

const url = (...protocols: string[]) => z.string().refine(
  (text) => isUrl(text, protocols), `must be a URL beginning with ${protocols.map((one) => `${one}//`).join(' or ')}`);

const wholeNumber = (least: number, most: number) => z.string().regex(/^-?\d+$/, 'must be a whole number')
  .transform(Number).refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);

const limit = wholeNumber(1, 1_000_000);

const signingKey = z.string().transform(p256Key)
  .refine((key) => key !== null, 'must be the base64 of a P-256 public key, as SendGrid shows it');

const onOff = z.enum(['on', 'off'], 'must be "on" or "off"').transform((value) => value === 'on');

const secret = z.string().refine((text) => Buffer.byteLength(text) >= SHORTEST_SECRET,
  `must have at least ${SHORTEST_SECRET} bytes`);

/** Without a path: pages and cookies are at the root of their host. */
const origin = url('http:', 'https:').transform((text) => new URL(text)).refine(
  ({ pathname, search, hash, username }) => pathname === '/' && !search && !hash && !username,
  'must be an address like https://usher.example.org, with nothing behind the host').transform((at) => at.origin);

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.has(text)) return true;
  const [address = '', length, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && rest.length === 0 && (length === undefined || (/^\d+$/.test(length) && Number(length) <= bits));
}

const isCidr = (text: string) => text.includes('/') && isNetwork(text);

const networks = z.string().transform((text) => text.split(',').map((one) => one.trim())).refine(
  (all) => all.every(isCidr), 'must be networks such as 10.20.0.0/16,fd00::/8');

const proxies = z.string().transform((text) => text.split(',').map((one) => one.trim()).join(',')).refine(
  (text) => text === 'off' || /^\d{1,2}$/.test(text) || text.split(',').every(isNetwork),
  'must be "off", a number of proxies, or networks such as 10.0.0.0/8,loopback',
).transform((text) => {
  if (text === 'off') return false;
  return /^\d+$/.test(text) ? Number(text) || false : text;
});

export const settings = z.object({
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().refine((text) => isIP(text) > 0 || HOST_NAME.test(text), 'must be an address or a host name')
    .default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_REPLICA_URLS: z.string().transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(url('postgres:', 'postgresql:'))).default([]),
  USHER_DATA_DIR: z.string().default('.usher'),
  USHER_DEMO: onOff.optional(),
  USHER_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  JWT_SECRET: secret.optional(),
  ENCRYPTION_KEY: z.string().transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(secret)).optional(),
  SENDGRID_API_KEY: z.string().optional(),
  SENDGRID_WEBHOOK_PUBLIC_KEY: signingKey.optional(),
  SENDGRID_BASE_URL: url('http:', 'https:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().refine((text) => isAddress(SENDER.exec(text)?.[1]?.trim() ?? text),
    'must be an address, or "Name <address>"').default('Usher <usher@localhost>'),
  SUPPORT_CONTACT: z.string().refine((text) => isAddress(text) || isWebUrl(text),
    'must be a mail address or a web address').optional(),
  TERMS_URL: z.string().refine((text) => /^\/(?!\/)/.test(text) || isWebUrl(text),
    'must be a web address or a path').default('/terms'),
  TERMS_VERSION: z.string().default('1'),
  INTROSPECTION: onOff.default(true),
  LIMIT_SIGN_IN_ADDRESS: limit.default(10),
  LIMIT_SIGN_IN_CLIENT: limit.default(100),
  LIMIT_SECOND_FACTOR: limit.default(10),
  LIMIT_COST: wholeNumber(100, 1_000_000_000).default(60_000),
  LIMIT_MAIL_RECIPIENT: limit.default(10),
  LIMIT_MAIL_INVITER: limit.default(500),
  LIMIT_MAIL_SPACE: limit.default(2_000),
  LIMIT_MAIL_BULK: limit.default(100_000),
  USHER_TIME_OFFSET: wholeNumber(-3_000_000_000, 3_000_000_000).default(0),
  METRICS_TOKEN: z.string().regex(/^[\x21-\x7e]+$/, 'must be of letters, digits and signs, without spaces').optional(),
  BCRYPT_COST: wholeNumber(4, 15).default(12),
  WORKERS: onOff.default(true),
  WEBHOOK_ALLOWED_NETWORKS: networks.default([]),
  TRUST_PROXY: proxies.default(false),
});

export type Settings = z.infer<typeof settings>;
