import type { Standing } from '../access/actor';
import type { Parameters } from '../platform/database/parameters';
import type { Location } from './location.entity';

/** Who looks at a project space: all of it, or only an area (ROL-7). */
export type Viewer = Pick<Standing, 'projectSpaceId' | 'membershipId' | 'area'>;
type Place = Pick<Location, 'path'>;

export function isInside({ area }: Pick<Viewer, 'area'>, place: Place): boolean {
  return area === null || place.path.some((id) => area.includes(id));
}

/** Those that are shown to the viewer. */
export function insideOnly<T extends Place>(viewer: Pick<Viewer, 'area'>, places: T[]): T[] {
  return viewer.area === null ? places : places.filter((place) => isInside(viewer, place));
}

/** A person or invitation without locations is outside of every area. */
export function isSeen(viewer: Pick<Viewer, 'area'>, places: Place[]): boolean {
  return viewer.area === null || places.some((place) => isInside(viewer, place));
}

export function isWhollyInside(viewer: Pick<Viewer, 'area'>, places: Place[]): boolean {
  return viewer.area === null || (places.length > 0 && places.every((place) => isInside(viewer, place)));
}

/** New locations in the places of those the viewer sees; those outside stay where they are (ROL-7). */
export function keepingOutside<T extends Place & { id: string }>(
  viewer: Pick<Viewer, 'area'>, before: T[], chosen: string[],
): string[] {
  const waiting = [...chosen];
  const kept = before.map((place) => (isInside(viewer, place) ? waiting.shift() : place.id));
  return [...kept, ...waiting].filter((id) => id !== undefined);
}

/** The condition that a location, joined as `l`, lies in the viewer's area. */
export function insideCondition({ area }: Pick<Viewer, 'area'>, parameters: Parameters): string | null {
  return area && `l.path && ${parameters.add(area)}::uuid[]`;
}
