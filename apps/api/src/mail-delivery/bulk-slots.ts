/** So many mails that leave at a moment. */
export interface Slot {
  at: number;
  count: number;
}

export const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When so many more mails may leave, so that in no 24 hours more than the allowance do: at once what there is room for,
 * the rest as earlier ones pass out of the window, never before what waits already.
 */
export function slotsFor(count: number, taken: readonly Slot[], allowance: number, now: number): Slot[] {
  const all = [...taken];
  const given: Slot[] = [];
  let at = Math.max(now, ...taken.map((slot) => slot.at));
  for (let left = count; left > 0;) {
    const within = all.filter((slot) => slot.at > at - DAY_MS);
    const room = allowance - within.reduce((sum, slot) => sum + slot.count, 0);
    if (room > 0) {
      const slot = { at, count: Math.min(room, left) };
      all.push(slot);
      given.push(slot);
      left -= slot.count;
    } else {
      at = Math.min(...within.map((slot) => slot.at)) + DAY_MS;
    }
  }
  return given;
}
