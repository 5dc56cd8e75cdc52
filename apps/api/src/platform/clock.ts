/** The one source of time. Handed to SQL as a parameter, so that tests and `USHER_TIME_OFFSET` can move it. */
export interface Clock {
  now(): Date;
}

export function systemClock(offsetSeconds = 0): Clock {
  return { now: () => new Date(Date.now() + offsetSeconds * 1000) };
}

const DAY = 24 * 60 * 60 * 1000;

/** Days of 24 hours, as INV-3 and MEM-3 count them. */
export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY);
}

/** The calendar day in UTC, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
