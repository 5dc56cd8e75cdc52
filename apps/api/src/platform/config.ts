import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

const CHECKOUT = resolve(__dirname, __dirname.includes(`${join('dist', 'src')}`) ? '../../../../..' : '../../../..');
const SHORTEST_SECRET = 32;

/** A wrong setting, told in one line that names it. */
export class ConfigError extends Error {}

const url = (...protocols: string[]) => z.string().refine(
  (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
  `must be a URL beginning with ${protocols.map((one) => `${one}//`).join(' or ')}`);
const wholeNumber = (least: number, most: number) => z.string().regex(/^-?\d+$/, 'must be a whole number')
  .transform(Number).refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);
const onOff = z.enum(['on', 'off'], 'must be "on" or "off"').transform((value) => value === 'on');
const secret = z.string().refine((text) => Buffer.byteLength(text) >= SHORTEST_SECRET,
  `must have at least ${SHORTEST_SECRET} bytes`);

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').transform((text) => text.replace(/\/+$/, '')).optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  USHER_DATA_DIR: z.string().default('.usher'),
  USHER_DEMO: onOff.optional(),
  USHER_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  JWT_SECRET: secret.optional(),
  ENCRYPTION_KEY: z.string().transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(secret)).optional(),
  SENDGRID_API_KEY: z.string().optional(),
  SENDGRID_BASE_URL: url('http:', 'https:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address, or "Name <address>"')
    .default('Usher <usher@localhost>'),
  SUPPORT_CONTACT: z.string().optional(),
  TERMS_URL: z.string().default('/terms'),
  TERMS_VERSION: z.string().default('1'),
  INTROSPECTION: onOff.default(true),
  USHER_TIME_OFFSET: wholeNumber(-3_000_000_000, 3_000_000_000).default(0),
  METRICS_TOKEN: z.string().optional(),
  BCRYPT_COST: wholeNumber(4, 15).default(12),
  WORKERS: onOff.default(true),
  TRUST_PROXY: z.string().optional().transform((text) => {
    if (text === undefined || text === 'off') return false;
    return /^\d+$/.test(text) ? Number(text) : text;
  }),
});

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  dataDir: string;
  demo: boolean;
  demoPassword: string | null;
  jwtSecret: string;
  /** Newest first. */
  encryptionKeys: string[];
  sendGrid: { apiKey: string; baseUrl: string | null } | null;
  smtpUrl: string | null;
  mailFrom: string;
  supportContact: string | null;
  termsUrl: string;
  termsVersion: string;
  introspection: boolean;
  timeOffsetSeconds: number;
  metricsToken: string | null;
  bcryptCost: number;
  workers: boolean;
  trustProxy: number | string | false;
  production: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

type Values = Record<string, string | undefined>;

/** Empty counts as absent, as it does in a `.env` file that lists every setting. */
function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}

function readValues(values: Values) {
  const result = environment.safeParse(present(values));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigError(`${String(issue?.path[0])} ${issue?.message ?? 'is not right'}.`);
}

function requireForProduction(values: ReturnType<typeof readValues>): void {
  const needs: [string, unknown][] = [
    ['JWT_SECRET', values.JWT_SECRET], ['ENCRYPTION_KEY', values.ENCRYPTION_KEY],
    ['SMTP_URL or SENDGRID_API_KEY', values.SMTP_URL ?? values.SENDGRID_API_KEY],
    ['SUPPORT_CONTACT', values.SUPPORT_CONTACT],
  ];
  const missing = needs.find(([, value]) => value === undefined);
  if (missing) throw new ConfigError(`${missing[0]} must be set in production (DATABASE_URL or a public PUBLIC_URL is set).`);
  if (values.USHER_TIME_OFFSET !== 0) throw new ConfigError('USHER_TIME_OFFSET must not be set in production.');
  if (values.BCRYPT_COST < 10) throw new ConfigError('BCRYPT_COST must be at least 10 in production.');
}

function keptSecret(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(SHORTEST_SECRET).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

function environmentFile(): Values {
  const file = join(CHECKOUT, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/** Reads the environment over `.env`. Stops with one line that names what is wrong. */
export function loadConfig(given: Values = { ...environmentFile(), ...present(process.env) }): Config {
  const values = readValues(given);
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`;
  const databaseUrl = values.DATABASE_URL ?? null;
  const production = databaseUrl !== null || !LOOPBACK.test(new URL(publicUrl).hostname);
  if (production) requireForProduction(values);
  const folder = values.USHER_DATA_DIR;
  const dataDir = isAbsolute(folder) ? folder : join(CHECKOUT, folder);
  const { SENDGRID_API_KEY: apiKey } = values;
  return {
    port: values.PORT, host: values.HOST, publicUrl, databaseUrl, dataDir, production,
    demo: values.USHER_DEMO ?? databaseUrl === null,
    demoPassword: values.USHER_DEMO_PASSWORD ?? null,
    jwtSecret: values.JWT_SECRET ?? keptSecret(dataDir, 'jwt-secret'),
    encryptionKeys: values.ENCRYPTION_KEY ?? [keptSecret(dataDir, 'encryption-key')],
    sendGrid: apiKey ? { apiKey, baseUrl: values.SENDGRID_BASE_URL ?? null } : null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM, supportContact: values.SUPPORT_CONTACT ?? null,
    termsUrl: values.TERMS_URL, termsVersion: values.TERMS_VERSION,
    introspection: values.INTROSPECTION, timeOffsetSeconds: values.USHER_TIME_OFFSET,
    metricsToken: values.METRICS_TOKEN ?? null, bcryptCost: values.BCRYPT_COST, workers: values.WORKERS,
    trustProxy: values.TRUST_PROXY,
  };
}
