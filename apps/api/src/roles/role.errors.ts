import { refuseOnConstraint } from '../platform/database/constraint-refusals';
import { Refusal } from '../platform/refusal';

/** A role that does not exist and one that may not be assigned give the same answer (ROL-4). */
export class RoleNotAvailable extends Refusal {
  readonly code = 'ROLE_NOT_AVAILABLE';

  constructor(message = 'You cannot assign this role. Choose another, or ask an admin of the project space.', field = 'roleId') {
    super(message, { field: [field] });
  }
}

export class RoleLocked extends Refusal {
  readonly code = 'ROLE_LOCKED';

  constructor(message: string) {
    super(message, { field: ['roleId'] });
  }
}

class NameTaken extends Refusal {
  readonly code = 'NAME_TAKEN';

  constructor() {
    super('A role of this name exists already. Choose another name.', { field: ['name'] });
  }
}

export class TooManyRoles extends Refusal {
  readonly code = 'INVALID';

  constructor(limit: number) {
    super(`A project space has at most ${limit} roles. Delete one that nobody holds first.`);
  }
}

export class PlanRequired extends Refusal {
  readonly code = 'PLAN_REQUIRED';

  constructor() {
    super('Making and changing roles needs the Standard plan or higher. Existing roles go on working. Contact support to change the plan.');
  }
}

export class PermissionNotAvailable extends Refusal {
  readonly code = 'PERMISSION_NOT_AVAILABLE';

  constructor(message: string, field: string) {
    super(message, { field: [field] });
  }
}

const counted = (count: number, one: string, many: string) => (count === 0 ? null : `${count} ${count === 1 ? one : many}`);

export class RoleInUse extends Refusal {
  readonly code = 'ROLE_IN_USE';

  constructor({ members, invitations, removals }: { members: number; invitations: number; removals: number }) {
    const holders = [
      counted(members, 'member', 'members'), counted(invitations, 'open invitation', 'open invitations'),
      counted(removals, 'removal that can still be undone', 'removals that can still be undone'),
    ].filter(Boolean).join(', ');
    super(`This role is held by ${holders}. Give them another role first.`, { field: ['roleId'] });
  }
}

refuseOnConstraint('memberships_role', () => new RoleNotAvailable());
refuseOnConstraint('roles_name_taken', () => new NameTaken());
