import { refuseOnConstraint } from '../platform/database/constraint-refusals';
import { Refusal } from '../platform/refusal';

export class AlreadyMember extends Refusal {
  readonly code = 'ALREADY_MEMBER';

  constructor(...field: string[]) {
    super('This person already belongs to the project space. Change their role in the list of web users.', { field });
  }
}

export class CannotChangeSelf extends Refusal {
  readonly code = 'CANNOT_CHANGE_SELF';

  constructor(what = 'change your own role') {
    super(`You cannot ${what}. Ask another admin to do it.`, { field: ['membershipId'] });
  }
}

export class LastAdmin extends Refusal {
  readonly code = 'LAST_ADMIN';

  constructor() {
    super('This is the only admin of the project space. Make somebody else an admin first.', { field: ['membershipId'] });
  }
}

export class CannotChangeMember extends Refusal {
  readonly code = 'CANNOT_CHANGE_MEMBER';

  constructor() {
    super('This member holds a role that you cannot assign, or is not only at your locations. Ask an admin to change it.', { field: ['membershipId'] });
  }
}

export class UndoExpired extends Refusal {
  readonly code = 'UNDO_EXPIRED';

  constructor() {
    super('This removal can no longer be undone. Invite the person again.', { field: ['membershipId'] });
  }
}

refuseOnConstraint('memberships_one_per_person', () => new AlreadyMember('membershipId'));
