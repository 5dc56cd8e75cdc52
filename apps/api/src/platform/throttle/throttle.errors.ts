import { Refusal } from '../refusal';

const MINUTE = 60;

export class RateLimited extends Refusal {
  readonly code = 'RATE_LIMITED';

  constructor(seconds: number) {
    const wait = seconds > MINUTE ? `${Math.ceil(seconds / MINUTE)} minutes` : `${seconds} seconds`;
    super(`There were too many attempts. Please wait ${wait} and try again.`, { retryAfter: seconds });
  }
}
