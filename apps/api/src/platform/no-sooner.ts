import { setTimeout as sleep } from 'node:timers/promises';

/** Ends no sooner than after so long, however it ends: so that the time tells nothing of what was found. */
export async function noSooner<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work, sleep(milliseconds)]);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
