const MINUTE = 60;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 60 * MINUTE], ['month', 30 * 24 * 60 * MINUTE], ['day', 24 * 60 * MINUTE], ['hour', 60 * MINUTE],
  ['minute', MINUTE],
];

/** "3 days ago", "in 2 hours", "today": in the reader's language. What is to come is rounded: 30 days begin as 30. */
export function relativeWords(at: Date, now: Date, locale?: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const whole = seconds > 0 ? Math.round : Math.trunc;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(whole(seconds / size), unit);
  }
  return format.format(0, Math.abs(seconds) < MINUTE ? 'second' : 'minute');
}
