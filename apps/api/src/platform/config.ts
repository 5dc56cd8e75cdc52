import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { keptSecret } from './config/kept-secret';
import { faultInProduction, isProduction } from './config/production';
import { type Settings, settings } from './config/settings';

/** A wrong setting, told in one line that names it. */
export class ConfigError extends Error {}

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** What bears lag is read there. */
  databaseReplicaUrls: string[];
  dataDir: string;
  demo: boolean;
  demoPassword: string | null;
  jwtSecret: string;
  /** Newest first. */
  encryptionKeys: string[];
  sendGrid: { apiKey: string; baseUrl: string | null } | null;
  /** With which SendGrid signs its events; null: it sends none. */
  sendGridWebhookKey: KeyObject | null;
  smtpUrl: string | null;
  mailFrom: string;
  supportContact: string | null;
  termsUrl: string;
  termsVersion: string;
  introspection: boolean;
  /** How much of each is let through. */
  limits: { signInAddress: number; signInClient: number; secondFactor: number };
  /** Of each person and API key, at each process. */
  costPerMinute: number;
  /** A day (INV-15). */
  mailLimits: { recipient: number; inviter: number; space: number; bulk: number };
  timeOffsetSeconds: number;
  metricsToken: string | null;
  bcryptCost: number;
  workers: boolean;
  /** Where webhooks may reach beside the public internet. */
  webhookAllowedNetworks: string[];
  trustProxy: number | string | false;
  production: boolean;
}

type Values = Record<string, string | undefined>;

/** Empty counts as absent, as it does in a `.env` file that lists every setting. */
function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}

function readSettings(values: Values): Settings {
  const result = settings.safeParse(values);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigError(`${String(issue?.path[0])} ${issue?.message ?? 'is not right'}.`);
}

function secretIn(dataDir: string, name: string): string {
  try {
    return keptSecret(dataDir, name);
  } catch (error) {
    const { message } = error as Error;
    throw new ConfigError(`USHER_DATA_DIR must be a folder that can be written: ${message}.`, { cause: error });
  }
}

function findCheckout(folder = __dirname): string {
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, 'pnpm-workspace.yaml')) ? folder : findCheckout(above);
}

function environmentFile(checkout: string): Values {
  const file = join(checkout, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

const everySetting = (environment: Values, checkout: string): Settings =>
  readSettings({ ...present(environmentFile(checkout)), ...present(environment) });

const dataDirIn = ({ USHER_DATA_DIR: folder }: Settings, checkout: string): string =>
  isAbsolute(folder) ? folder : join(checkout, folder);

/** The data folder alone: where nothing is yet, nothing is made. */
export function loadDataDir(environment: Values = process.env, checkout = findCheckout()): string {
  return dataDirIn(everySetting(environment, checkout), checkout);
}

/** Whether it is set where Usher is reached: else it is at the default port. */
export function isAddressSet(environment: Values = process.env, checkout = findCheckout()): boolean {
  const { PORT, PUBLIC_URL } = { ...present(environmentFile(checkout)), ...present(environment) };
  return (PORT ?? PUBLIC_URL) !== undefined;
}

/** Reads the environment over the checkout's `.env`. Stops with one line that names what is wrong. */
export function loadConfig(environment: Values = process.env, checkout = findCheckout()): Config {
  const values = everySetting(environment, checkout);
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`;
  const databaseUrl = values.DATABASE_URL ?? null;
  const production = isProduction(databaseUrl, publicUrl);
  const fault = production ? faultInProduction(values) : undefined;
  if (fault) throw new ConfigError(fault);
  const dataDir = dataDirIn(values, checkout);
  const { SENDGRID_API_KEY: apiKey } = values;
  return {
    port: values.PORT, host: values.HOST, publicUrl, databaseUrl, dataDir, production,
    databaseReplicaUrls: values.DATABASE_REPLICA_URLS,
    demo: values.USHER_DEMO ?? databaseUrl === null,
    demoPassword: values.USHER_DEMO_PASSWORD ?? null,
    jwtSecret: values.JWT_SECRET ?? secretIn(dataDir, 'jwt-secret'),
    encryptionKeys: values.ENCRYPTION_KEY ?? [secretIn(dataDir, 'encryption-key')],
    sendGrid: apiKey ? { apiKey, baseUrl: values.SENDGRID_BASE_URL ?? null } : null,
    sendGridWebhookKey: values.SENDGRID_WEBHOOK_PUBLIC_KEY ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM, supportContact: values.SUPPORT_CONTACT ?? null,
    termsUrl: values.TERMS_URL, termsVersion: values.TERMS_VERSION,
    limits: {
      signInAddress: values.LIMIT_SIGN_IN_ADDRESS, signInClient: values.LIMIT_SIGN_IN_CLIENT,
      secondFactor: values.LIMIT_SECOND_FACTOR,
    },
    costPerMinute: values.LIMIT_COST,
    mailLimits: {
      recipient: values.LIMIT_MAIL_RECIPIENT, inviter: values.LIMIT_MAIL_INVITER, space: values.LIMIT_MAIL_SPACE,
      bulk: values.LIMIT_MAIL_BULK,
    },
    introspection: values.INTROSPECTION, timeOffsetSeconds: values.USHER_TIME_OFFSET,
    metricsToken: values.METRICS_TOKEN ?? null, bcryptCost: values.BCRYPT_COST, workers: values.WORKERS,
    webhookAllowedNetworks: values.WEBHOOK_ALLOWED_NETWORKS,
    trustProxy: values.TRUST_PROXY,
  };
}
