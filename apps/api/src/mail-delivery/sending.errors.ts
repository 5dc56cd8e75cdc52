import { Refusal } from '../platform/refusal';

const HOUR = 60 * 60;
const MINUTE = 60;

function inWords(seconds: number): string {
  const [count, unit] = seconds > HOUR ? [Math.ceil(seconds / HOUR), 'hour'] : [Math.ceil(seconds / MINUTE), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** INV-15: so that nobody can be flooded. */
export class SendingLimited extends Refusal {
  readonly code = 'RATE_LIMITED';

  constructor(what: string, retryAfter: number, field?: string[]) {
    super(`${what} Please try again in ${inWords(retryAfter)}.`, { retryAfter, field });
  }
}
