import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Usher';
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** One step of drift each way. */
const DRIFT = 1;
/** How far behind a used step another can lie that may still be used. */
export const OLDEST_STEP = 2 * DRIFT;

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS,
  });
}

/** What the QR code says, for an authenticator. */
export function otpauthUri(secret: string, username: string): string {
  return totpOf(secret, username).toString();
}

/** The step of 30 seconds that a code belongs to (RFC 6238), or null where it is none of those around now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const drift = totpOf(secret, '').validate({ token: code, timestamp, window: DRIFT });
  return drift === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + drift;
}
