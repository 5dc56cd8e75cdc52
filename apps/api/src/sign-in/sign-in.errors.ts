import { Refusal } from '../platform/refusal';

export class InvalidCredentials extends Refusal {
  readonly code = 'INVALID_CREDENTIALS';

  constructor(...field: string[]) {
    super('Address or password is not right. Check both, or choose "Forgot password?".', { field });
  }
}

export class WrongPassword extends Refusal {
  readonly code = 'INVALID_CREDENTIALS';

  constructor(field: string) {
    super('This is not your present password. Please type it again.', { field: [field] });
  }
}

export class ChallengeExpired extends Refusal {
  readonly code = 'CHALLENGE_EXPIRED';

  constructor() {
    super('Too much time has passed, or your account has changed meanwhile. Please sign in with your password again.',
      { field: ['challenge'] });
  }
}

export class AccountDeactivated extends Refusal {
  readonly code = 'ACCOUNT_DEACTIVATED';

  constructor(supportContact: string | null) {
    super(`This account is deactivated. Contact support${supportContact ? `: ${supportContact}` : ' of this installation'}.`,
      { field: ['email'] });
  }
}

export class WeakPassword extends Refusal {
  readonly code = 'WEAK_PASSWORD';

  constructor(message: string, ...field: string[]) {
    super(message, { field });
  }
}

export class TokenInvalid extends Refusal {
  readonly code = 'TOKEN_INVALID';

  constructor() {
    super('This link no longer works: it was used, replaced by a newer one, or has lapsed. Ask for a new one.',
      { field: ['token'] });
  }
}
