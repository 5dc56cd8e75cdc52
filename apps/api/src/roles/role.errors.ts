import { refuseOnConstraint } from '../platform/database/constraint-refusals';
import { Refusal } from '../platform/refusal';

/** A role that does not exist and one that may not be assigned give the same answer (ROL-4). */
export class RoleNotAvailable extends Refusal {
  readonly code = 'ROLE_NOT_AVAILABLE';

  constructor() {
    super('You cannot assign this role. Choose another, or ask an admin of the project space.', { field: ['roleId'] });
  }
}

refuseOnConstraint('memberships_role', () => new RoleNotAvailable());
