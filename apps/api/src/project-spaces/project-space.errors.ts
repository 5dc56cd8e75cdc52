import { Refusal } from '../platform/refusal';

export class OwnTwoFactorMissing extends Refusal {
  readonly code = 'TWO_FACTOR_REQUIRED';

  constructor() {
    super('You do not have two-factor yourself, and would be shut out. Set it up on your account page first.', { field: ['requiresTwoFactor'] });
  }
}
