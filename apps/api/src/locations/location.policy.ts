import type { Standing } from '../access/actor';
import { insideOnly } from './area';
import type { Location } from './location.entity';
import { LocationNotAvailable } from './location.errors';

const MOST_LOCATIONS = 100;

/** The refusal, if not all of these ids are places the actor may assign (ROL-7); `known` are those that exist. */
export function refusalOfPlaces(
  actor: Pick<Standing, 'usesLocations' | 'area'>, ids: string[], known: Pick<Location, 'path'>[],
): LocationNotAvailable | null {
  if (ids.length === 0) return actor.area === null ? null : new LocationNotAvailable('Choose at least one of your locations.');
  if (!actor.usesLocations) return new LocationNotAvailable('This project space does not use locations.');
  if (ids.length > MOST_LOCATIONS) return new LocationNotAvailable(`At most ${MOST_LOCATIONS} locations can be assigned.`);
  return insideOnly(actor, known).length === ids.length ? null : new LocationNotAvailable();
}
