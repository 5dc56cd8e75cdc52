import { Refusal } from '../platform/refusal';
import { refuseOnConstraint } from '../platform/database/constraint-refusals';

export class LocationNotAvailable extends Refusal {
  readonly code = 'LOCATION_NOT_AVAILABLE';

  constructor(message = 'One of these locations does not exist here. Please choose from the list.') {
    super(message, { field: ['locationIds'] });
  }
}

refuseOnConstraint('membership_locations_location', () => new LocationNotAvailable());
refuseOnConstraint('invitation_locations_location', () => new LocationNotAvailable());
