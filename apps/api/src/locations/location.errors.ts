import { Invalid } from '../access/access.errors';
import { refuseOnConstraint } from '../platform/database/constraint-refusals';
import { Refusal } from '../platform/refusal';

export class LocationNotAvailable extends Refusal {
  readonly code = 'LOCATION_NOT_AVAILABLE';

  constructor(message = 'One of these locations does not exist here. Please choose from the list.', field = 'locationIds') {
    super(message, { field: [field] });
  }
}

class CodeTaken extends Refusal {
  readonly code = 'CODE_TAKEN';

  constructor() {
    super('Another location has this code. Choose another.', { field: ['code'] });
  }
}

const counted = (count: number, one: string, many: string) => (count === 0 ? null : `${count} ${count === 1 ? one : many}`);

export class LocationInUse extends Refusal {
  readonly code = 'LOCATION_IN_USE';

  constructor({ members, invitations, children }: { members: number; invitations: number; children: number }) {
    const users = [
      counted(children, 'location below it', 'locations below it'), counted(members, 'member', 'members'),
      counted(invitations, 'open invitation', 'open invitations'),
    ].filter(Boolean).join(', ');
    super(`This location still has ${users}. Move them elsewhere first.`, { field: ['locationId'] });
  }
}

refuseOnConstraint('membership_locations_location', () => new LocationNotAvailable());
refuseOnConstraint('invitation_locations_location', () => new LocationNotAvailable());
refuseOnConstraint('locations_code_taken', () => new CodeTaken());
refuseOnConstraint('locations_too_deep', () => new Invalid('The tree can be at most 20 levels deep. Choose a place further up.', 'parentId'));
refuseOnConstraint('locations_below_itself', () => new Invalid('A location cannot lie below itself. Choose another place.', 'parentId'));
