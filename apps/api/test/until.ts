import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until something is there, and answers with it. */
export async function until<T>(look: () => Promise<T> | T, isThere: (value: T) => boolean, patienceMs = 30_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await look();
    if (isThere(value)) return value;
    if (Date.now() > deadline) throw new Error(`It did not come about; there is ${JSON.stringify(value)}.`);
    await sleep(50);
  }
}
