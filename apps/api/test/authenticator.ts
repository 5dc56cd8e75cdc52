import { Secret, TOTP } from 'otpauth';
import type { Client } from './client';
import type { TestUsher } from './usher';

/** The code an authenticator shows, now or so many steps later. */
export function codeOf(secret: string, { clock }: Pick<TestUsher, 'clock'>, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: clock.now().getTime() + steps * 30_000 });
}

export interface Authenticator {
  secret: string;
  backupCodes: string[];
  /** A code that nobody has used yet: the clock moves on for it. */
  next(): string;
}

/** Turns two-factor on for somebody who is signed in. */
export async function setUpTwoFactor(server: TestUsher, client: Client): Promise<Authenticator> {
  const { data } = await client.ask('mutation { beginTwoFactorSetup { secret userErrors { code } } }');
  const { secret } = data.beginTwoFactorSetup as { secret: string };
  const next = () => {
    server.clock.forward({ seconds: 30 });
    return codeOf(secret, server);
  };
  const { backupCodes } = await client.change('confirmTwoFactorSetup', { code: next() }, 'backupCodes');
  return { secret, backupCodes, next };
}
