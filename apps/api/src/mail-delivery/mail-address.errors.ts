import { Refusal } from '../platform/refusal';

/** EML-5. */
export class EmailBlocked extends Refusal {
  readonly code = 'EMAIL_BLOCKED';

  constructor(supportContact: string | null, ...field: string[]) {
    const support = supportContact === null ? 'support' : `support (${supportContact})`;
    super(`This address is blocked after 3 bounces, and nothing was sent. Contact ${support} if this is in error or the address `
      + 'has been fixed.', { field });
  }
}
