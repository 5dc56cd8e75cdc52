import { Refusal } from '../platform/refusal';

const HOUR = 60 * 60;
const MINUTE = 60;

/** Mail is counted by the second: one more is not told as another hour. */
const whole = (seconds: number, unit: number) => Math.max(1, Math.ceil((seconds - 1) / unit));

function inWords(seconds: number): string {
  const [count, unit] = seconds > HOUR ? [whole(seconds, HOUR), 'hour'] : [whole(seconds, MINUTE), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** INV-15: so that nobody can be flooded. */
export class SendingLimited extends Refusal {
  readonly code = 'RATE_LIMITED';

  constructor(what: string, retryAfter: number, field?: string[]) {
    super(`${what} Please try again in ${inWords(retryAfter)}.`, { retryAfter, field });
  }
}
