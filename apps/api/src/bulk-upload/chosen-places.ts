import { insideOnly, keepingOutside } from '../locations/area';
import { refusalOfPlaces } from '../locations/location.policy';
import type { Place, UploadSpace } from './known';
import { locationNotAvailable, locationsUnknown, type RowProblem } from './row-problem';
import type { UploadRow } from './upload-row';

export interface PlacesFound {
  /** The row leaves the locations as they are. */
  unchanged: boolean;
  /** What will stand, those outside of the area included; null: nothing to write. */
  places: Place[] | null;
  problem: RowProblem | null;
}

/**
 * The locations a row asks for. No column leaves them, a blank one clears them (UPL-5), and where locations are not used
 * a blank one means nothing; those outside of an area stay (ROL-7).
 */
export function chosenPlaces(
  { locationCodes }: Pick<UploadRow, 'locationCodes'>, { standing, places: known }: Pick<UploadSpace, 'standing' | 'places'>,
  before: Place[] | null,
): PlacesFound {
  const says = locationCodes !== null && (locationCodes.length > 0 || standing.usesLocations);
  if (!says && before !== null) return { unchanged: true, places: null, problem: null };
  const codes = says ? locationCodes : [];
  const found = codes.map((code) => known.get(code.toLowerCase()));
  const places = found.filter((place) => place !== undefined);
  const unknown = codes.filter((_code, index) => !found[index] || insideOnly(standing, [found[index]]).length === 0);
  if (standing.usesLocations && unknown.length > 0) return { unchanged: false, places: null, problem: locationsUnknown(unknown) };
  const ids = places.map(({ id }) => id);
  const present = before && insideOnly(standing, before).map(({ id }) => id);
  if (standing.usesLocations && present && present.join() === ids.join()) return { unchanged: true, places: null, problem: null };
  const refusal = refusalOfPlaces(standing, codes, places);
  if (refusal) return { unchanged: false, places: null, problem: locationNotAvailable(refusal.message) };
  const byId = new Map([...(before ?? []), ...places].map((place) => [place.id, place]));
  const kept = keepingOutside(standing, before ?? [], ids).flatMap((id) => byId.get(id) ?? []);
  return { unchanged: false, places: kept, problem: null };
}
