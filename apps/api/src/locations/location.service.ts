import { requireAnyOf, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { connectionOf, type Connection } from '../platform/graphql/connection';
import { LocationNotAvailable } from './location.errors';
import { type LocationFilter, type LocationRepository, type LocationRow } from './location.repository';

const MOST_LOCATIONS = 100;
/** An id that nothing has. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

export interface LocationPage extends LocationFilter {
  first?: number | null;
  after?: string | null;
}

export class LocationService {
  constructor(private readonly locations: LocationRepository) {}

  async list(actor: Actor, projectSpaceId: string, asked: LocationPage): Promise<Connection<LocationRow>> {
    requireAnyOf(actor, projectSpaceId, Permission.VIEW_LOCATIONS, Permission.VIEW_WEB_USERS);
    const parentId = asked.parentId && !isUuid(asked.parentId) ? NO_ID : asked.parentId;
    const filter = { search: asked.search, parentId };
    const request = pageRequest('locations', { first: asked.first, after: asked.after });
    const page = await this.locations.page(projectSpaceId, filter, request);
    return connectionOf('locations', page, (row) => ({ value: row.nameKey, id: row.id }),
      () => this.locations.count(projectSpaceId, filter));
  }

  async find(context: RequestContext, projectSpaceId: string, id: string): Promise<LocationRow | null> {
    requireAnyOf(context.actor, projectSpaceId, Permission.VIEW_LOCATIONS, Permission.VIEW_WEB_USERS);
    return await this.load(context, projectSpaceId, id);
  }

  /** The location above, for those who belong to the project space. */
  async parentOf(context: RequestContext, location: LocationRow): Promise<LocationRow | null> {
    const { projectSpaceId, parentId } = location;
    if (!parentId || !standingIn(context.actor, projectSpaceId)) return null;
    return await this.load(context, projectSpaceId, parentId);
  }

  private async load(context: RequestContext, projectSpaceId: string, id: string): Promise<LocationRow | null> {
    return isUuid(id) ? await context.loader(this.locations.byIds).load(`${projectSpaceId}/${id}`) : null;
  }

  /** The refusal, if not all of them can be assigned here. */
  async refusalOf(
    tx: Transaction, space: Pick<Standing, 'projectSpaceId' | 'usesLocations'>, ids: string[],
  ): Promise<LocationNotAvailable | null> {
    if (ids.length === 0) return null;
    if (!space.usesLocations) return new LocationNotAvailable('This project space does not use locations.');
    if (ids.length > MOST_LOCATIONS) return new LocationNotAvailable(`At most ${MOST_LOCATIONS} locations can be assigned.`);
    const known = ids.every(isUuid) ? await this.locations.existing(tx, space.projectSpaceId, ids) : [];
    return known.length === ids.length ? null : new LocationNotAvailable();
  }

  /** Their codes in the given order, for an audit event. */
  async codesOf(tx: Transaction, projectSpaceId: string, ids: string[]): Promise<string | null> {
    if (ids.length === 0) return null;
    const known = await this.locations.existing(tx, projectSpaceId, ids);
    return ids.map((id) => known.find((location) => location.id === id)?.code).filter(Boolean).join(', ');
  }
}
