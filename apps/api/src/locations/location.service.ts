import { refuseClosed, requireAnyOf, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { connectionOf, type Connection } from '../platform/graphql/connection';
import { isInside } from './area';
import { type LocationNotAvailable } from './location.errors';
import { refusalOfPlaces } from './location.policy';
import { type LocationFilter, type LocationRepository, type LocationRow } from './location.repository';

/** An id that nothing has. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

export interface LocationPage extends LocationFilter {
  first?: number | null;
  after?: string | null;
}

export class LocationService {
  constructor(private readonly locations: LocationRepository) {}

  /** The tree, or of it what the actor sees, a page at a time. */
  async list(actor: Actor, projectSpaceId: string, asked: LocationPage): Promise<Connection<LocationRow>> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_LOCATIONS, Permission.VIEW_WEB_USERS);
    const parentId = asked.parentId && !isUuid(asked.parentId) ? NO_ID : asked.parentId;
    const filter = { search: asked.search, parentId, topOnly: asked.topOnly };
    const request = pageRequest('locations', { first: asked.first, after: asked.after });
    const page = await this.locations.page(standing, filter, request);
    return connectionOf('locations', page, (row) => ({ value: row.nameKey, id: row.id }),
      () => this.locations.count(standing, filter));
  }

  async find(context: RequestContext, projectSpaceId: string, id: string): Promise<LocationRow | null> {
    const standing = requireAnyOf(context.actor, projectSpaceId, Permission.VIEW_LOCATIONS, Permission.VIEW_WEB_USERS);
    return await this.load(context, standing, id);
  }

  /** The location above, if the viewer sees it. */
  async parentOf(context: RequestContext, { projectSpaceId, parentId }: LocationRow): Promise<LocationRow | null> {
    const standing = standingIn(context.actor, projectSpaceId);
    return parentId && standing ? await this.load(context, standing, parentId) : null;
  }

  /** The locations that limit the viewer; null where nothing does (ROL-7). */
  async areaOf(context: RequestContext, projectSpaceId: string): Promise<LocationRow[] | null> {
    refuseClosed(context.actor, { projectSpaceId });
    const standing = standingIn(context.actor, projectSpaceId);
    if (!standing?.area) return null;
    const found = await Promise.all(standing.area.map(async (id) => await this.load(context, standing, id)));
    return found.filter((place) => place !== null);
  }

  async factsOf(context: RequestContext, { projectSpaceId, id }: LocationRow) {
    const facts = standingIn(context.actor, projectSpaceId)
      && (await context.loader(this.locations.facts).load(`${projectSpaceId}/${id}`));
    return facts ?? { memberCount: 0, hasChildren: false };
  }

  private async load(context: RequestContext, standing: Standing, id: string): Promise<LocationRow | null> {
    const place = isUuid(id) ? await context.loader(this.locations.byIds).load(`${standing.projectSpaceId}/${id}`) : null;
    return place && isInside(standing, place) ? place : null;
  }

  /** The refusal, if not all of them can be assigned by the actor (ROL-7). */
  async refusalOf(
    tx: Transaction, standing: Pick<Standing, 'projectSpaceId' | 'usesLocations' | 'area'>, ids: string[],
  ): Promise<LocationNotAvailable | null> {
    const known = ids.every(isUuid) ? await this.locations.existing(tx, standing.projectSpaceId, ids) : [];
    return refusalOfPlaces(standing, ids, known);
  }

  /** Their codes in the given order, for an audit event. */
  async codesOf(tx: Transaction, projectSpaceId: string, ids: string[]): Promise<string | null> {
    if (ids.length === 0) return null;
    const known = await this.locations.existing(tx, projectSpaceId, ids);
    return ids.map((id) => known.find((location) => location.id === id)?.code).filter(Boolean).join(', ');
  }
}
