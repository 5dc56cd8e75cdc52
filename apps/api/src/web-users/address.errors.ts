import { Required, TooLong } from '../access/access.errors';
import { Refusal } from '../platform/refusal';
import type { AddressProblem } from './email-address';

class InvalidEmail extends Refusal {
  readonly code = 'INVALID_EMAIL';
}

const LONGEST_ADDRESS = 254;

/** Why a typed address cannot be one (ADR-3). */
export function refusalOfAddress(problem: AddressProblem, ...field: string[]): Refusal {
  if (problem === 'REQUIRED') return new Required('The email address', ...field);
  if (problem === 'TOO_LONG') return new TooLong('The email address', LONGEST_ADDRESS, ...field);
  return new InvalidEmail('This is not an email address. Write it like name@example.org.', { field });
}

export class AddressTaken extends Refusal {
  readonly code = 'ADDRESS_TAKEN';

  constructor() {
    super('This address belongs to another account already. Ask for a change to another one.', { field: ['token'] });
  }
}
