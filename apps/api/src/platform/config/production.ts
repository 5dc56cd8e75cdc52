import type { Settings } from './settings';
import { isWeakSecret } from './weak-secret';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const LEAST_BCRYPT_COST = 10;

/** A database of one's own or an address that others reach; `NODE_ENV` decides nothing. */
export function isProduction(databaseUrl: string | null, publicUrl: string): boolean {
  return databaseUrl !== null || !LOOPBACK.test(new URL(publicUrl).hostname);
}

/** What keeps these settings from production, or undefined. */
export function faultInProduction(values: Settings): string | undefined {
  const needs: [string, unknown][] = [
    ['JWT_SECRET', values.JWT_SECRET], ['ENCRYPTION_KEY', values.ENCRYPTION_KEY],
    ['SMTP_URL or SENDGRID_API_KEY', values.SMTP_URL ?? values.SENDGRID_API_KEY],
    ['SUPPORT_CONTACT', values.SUPPORT_CONTACT],
  ];
  const missing = needs.find(([, value]) => value === undefined);
  if (missing) return `${missing[0]} must be set in production (DATABASE_URL or a public PUBLIC_URL is set).`;
  const weak = Object.entries({ JWT_SECRET: [values.JWT_SECRET], ENCRYPTION_KEY: values.ENCRYPTION_KEY })
    .find(([, secrets]) => secrets?.some((secret) => secret !== undefined && isWeakSecret(secret)));
  if (weak) return `${weak[0]} must not be a placeholder or a repeated pattern in production: make one with openssl rand -base64 32.`;
  if (values.USHER_TIME_OFFSET !== 0) return 'USHER_TIME_OFFSET must not be set in production.';
  if (values.BCRYPT_COST < LEAST_BCRYPT_COST) return `BCRYPT_COST must be at least ${LEAST_BCRYPT_COST} in production.`;
  return undefined;
}
