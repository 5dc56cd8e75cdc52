import type { TestUsher } from './usher';

/** As if the time had come for every mail that waits for another try. */
export async function hurry({ usher }: TestUsher): Promise<void> {
  await usher.database.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'mail' AND state < 'active' AND start_after > now()`);
}
