import * as fc from 'fast-check';
import { DAY_MS, type Slot, slotsFor } from './bulk-slots';

test('INV-15: what fits leaves at once, the rest a day later', () => {
  expect(slotsFor(3, [], 5, 0)).toEqual([{ at: 0, count: 3 }]);
  expect(slotsFor(7, [], 5, 0)).toEqual([{ at: 0, count: 5 }, { at: DAY_MS, count: 2 }]);
  expect(slotsFor(3, [{ at: -1000, count: 4 }], 5, 0)).toEqual([{ at: 0, count: 1 }, { at: DAY_MS - 1000, count: 2 }]);
  expect(slotsFor(1, [{ at: DAY_MS, count: 2 }], 5, 0)).toEqual([{ at: DAY_MS, count: 1 }]);
});

test('in no 24 hours more than the allowance leaves, none is lost, and none overtakes', () => {
  const request = fc.record({ count: fc.integer({ min: 1, max: 40 }), later: fc.integer({ min: 0, max: 2 * DAY_MS }) });
  fc.assert(fc.property(fc.array(request, { maxLength: 8 }), fc.integer({ min: 1, max: 15 }), (requests, allowance) => {
    let now = 0;
    const all: Slot[] = [];
    for (const { count, later } of requests) {
      now += later;
      const given = slotsFor(count, all.filter(({ at }) => at > now - DAY_MS), allowance, now);
      expect(given.reduce((sum, slot) => sum + slot.count, 0)).toBe(count);
      for (const slot of given) expect(slot.at).toBeGreaterThanOrEqual(Math.max(now, all.at(-1)?.at ?? now));
      all.push(...given);
    }
    for (const { at: end } of all) {
      const within = all.filter(({ at }) => at > end - DAY_MS && at <= end);
      expect(within.reduce((sum, slot) => sum + slot.count, 0)).toBeLessThanOrEqual(allowance);
    }
  }));
});
