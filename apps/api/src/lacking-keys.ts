import type { Usher } from './usher';

const ALARM = 'ALARM: ENCRYPTION_KEY lacks a key that is needed. "npm run usher -- keys status" says for what.';

/** A key that was removed too early, or is not there yet, is told of at the start. */
export async function warnOfLackingKeys({ services, logger }: Pick<Usher, 'services' | 'logger'>): Promise<void> {
  for (const keyId of await services.keyStatus.lacking()) logger.error({ keyId }, ALARM);
}
