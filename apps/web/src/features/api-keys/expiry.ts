const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a key shall work: so many days, until the end of a day, or until it is revoked. */
export type Span = '30' | '90' | '365' | 'day' | 'never';

/** The moment after which it no longer works; null: none. A day ends where the reader is. */
export function expiryOf(span: Span, lastDay: string, now: Date): string | null {
  if (span === 'never') return null;
  if (span !== 'day') return new Date(now.getTime() + Number(span) * DAY_MS).toISOString();
  const end = new Date(`${lastDay}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
