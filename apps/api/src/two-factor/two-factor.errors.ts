import { Invalid } from '../access/access.errors';
import { Refusal } from '../platform/refusal';

export class InvalidCode extends Refusal {
  readonly code = 'INVALID_CODE';

  constructor() {
    super('This code is not right, or was used already. Wait for the next one, or use a backup code.', { field: ['code'] });
  }
}

export class WrongPassword extends Refusal {
  readonly code = 'INVALID_CREDENTIALS';

  constructor() {
    super('This is not your present password. Please type it again.', { field: ['password'] });
  }
}

export class OwnTwoFactor extends Refusal {
  readonly code = 'CANNOT_CHANGE_SELF';

  constructor() {
    super('Nobody resets their own two-factor: turn it off on your account page, or ask a colleague.', { field: ['webUserId'] });
  }
}

export const alreadyOn = () => new Invalid('Two-factor is on already. Turn it off before you set up another device.');
export const notBegun = () => new Invalid('Begin the set-up anew: there is no secret that waits for its first code.');
export const notOn = () => new Invalid('This person does not have two-factor: there is nothing to reset.', 'webUserId');
