import { refuseOnConstraint } from '../platform/database/constraint-refusals';
import { Refusal } from '../platform/refusal';

export class AlreadyInvited extends Refusal {
  readonly code = 'ALREADY_INVITED';

  constructor() {
    super('This address has an open invitation already. Resend that one instead.', { field: ['email'] });
  }
}

export class InvitedAccountDeactivated extends Refusal {
  readonly code = 'ACCOUNT_DEACTIVATED';

  constructor(...field: string[]) {
    super('The account of this person is deactivated. Contact support to have it reactivated.', { field });
  }
}

export class CannotChangeInvitation extends Refusal {
  readonly code = 'CANNOT_CHANGE_INVITATION';

  constructor() {
    super('This invitation carries a role that you cannot assign, or is not only for your locations. Ask an admin.', { field: ['invitationId'] });
  }
}

export class InvitationExpired extends Refusal {
  readonly code = 'INVITATION_EXPIRED';

  constructor() {
    super('Your invitation has expired. Please request to be invited again.', { field: ['token'] });
  }
}

export class SlugTaken extends Refusal {
  readonly code = 'INVALID';

  constructor() {
    super('This slug is taken. Choose another.', { field: ['slug'] });
  }
}

/** Who would be told is gone, or never came (INV-9). */
export class NobodyToTell extends Refusal {
  readonly code = 'INVALID';

  constructor(supportContact: string | null) {
    super(`Nobody of this project space can be told. Contact support${supportContact ? `: ${supportContact}` : ' of this installation'}.`,
      { field: ['token'] });
  }
}

export class InvitationStillOpen extends Refusal {
  readonly code = 'INVALID';

  constructor() {
    super('This invitation still works. You can accept it.', { field: ['token'] });
  }
}

export class NotUndeliverable extends Refusal {
  readonly code = 'INVALID';

  constructor() {
    super('Only the address of an undeliverable invitation is corrected, to another one. Delete this invitation and invite anew instead.',
      { field: ['email'] });
  }
}

export class InvitationUsed extends Refusal {
  readonly code = 'INVITATION_USED';

  constructor() {
    super('This invitation has been answered already. If you joined, sign in.', { field: ['token'] });
  }
}

export class InvitationReplaced extends Refusal {
  readonly code = 'INVITATION_REPLACED';

  constructor() {
    super('A newer invitation was sent. Please use the link in the latest mail.', { field: ['token'] });
  }
}

export class InvitationUnknown extends Refusal {
  readonly code = 'TOKEN_INVALID';

  constructor() {
    super('This link is not known. Open it from the mail again, or ask to be invited again.', { field: ['token'] });
  }
}

export class EmailMismatch extends Refusal {
  readonly code = 'EMAIL_MISMATCH';

  constructor(invited: string, signedIn: string) {
    super(`This invitation is for ${invited}, and you are signed in as ${signedIn}. Switch account to accept it.`,
      { field: ['token'] });
  }
}

export class AccountExists extends Refusal {
  readonly code = 'ACCOUNT_EXISTS';

  constructor() {
    super('You have an account already. Sign in with it to accept.', { field: ['account'] });
  }
}

export class TermsNotAccepted extends Refusal {
  readonly code = 'TERMS_NOT_ACCEPTED';

  constructor() {
    super('Please agree to the terms of service to create an account.', { field: ['account', 'agreeToTerms'] });
  }
}

refuseOnConstraint('invitations_one_open_per_address', () => new AlreadyInvited());
refuseOnConstraint('invitations_one_open_per_account', () => new AlreadyInvited());
refuseOnConstraint('claimed_addresses_address_taken', () => new AccountExists());
