import { holds, requireAnyOf, requireIdentified, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { AuditChange } from '../audit/audit-event.entity';
import { type MembershipService } from '../memberships/membership.service';
import { isUuid, type Page, pageRequest, type Position } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import type { WebUserRow } from '../web-users/web-user.entity';
import { type HistoryFilter, type HistoryReader, type HistoryRepository, type HistoryRow } from './history.repository';

const LIST = 'history';
const LARGEST_STEP = 200;

/** Reading what happened in a project space (AUD-2). */
export class HistoryService {
  constructor(private readonly events: HistoryRepository, private readonly members: MembershipService) {}

  async list(
    actor: Actor, projectSpaceId: string, filter: HistoryFilter, first?: number | null, after?: string | null,
  ): Promise<Connection<HistoryRow>> {
    const reader = this.readerOf(actor, requireAnyOf(actor, projectSpaceId, Permission.VIEW_AUDIT_LOG));
    const narrowed = { ...filter, webUserIds: filter.webUserIds?.filter(isUuid) };
    const page = await this.events.page(reader, narrowed, pageRequest(LIST, { first, after }));
    return connectionOf(LIST, page, (row) => ({ value: row.sortValue, id: row.id }),
      () => this.events.count(reader, narrowed));
  }

  /** Everything the filter hits, a step at a time, so that a million events pass in bounded memory. */
  async *walk(context: RequestContext, standing: Standing, filter: HistoryFilter): AsyncGenerator<HistoryRow[]> {
    const reader = this.readerOf(context.actor, standing);
    const narrowed = { ...filter, webUserIds: filter.webUserIds?.filter(isUuid) };
    let from: Position | null = null;
    for (;;) {
      const { rows, hasNextPage }: Page<HistoryRow> = await this.events.page(reader, narrowed, { limit: LARGEST_STEP, backward: false, from });
      yield await Promise.all(rows.map(async (row) => ({
        ...row, actorEmail: await this.actorEmailOf(context, row), changes: this.changesOf(context.actor, row),
      })));
      const last = rows.at(-1);
      if (!hasNextPage || !last) return;
      from = { value: last.sortValue, id: last.id };
    }
  }

  /** Who did it, while they are a member whom the viewer sees; when they signed in only for those who may view web users. */
  async actorOf(context: RequestContext, { projectSpaceId, actorId, ownActor }: HistoryRow): Promise<WebUserRow | null> {
    if (projectSpaceId === null) return ownActor ?? null;
    const actor = await this.members.personIn(context, projectSpaceId, actorId);
    const isViewed = holds(standingIn(context.actor, projectSpaceId), Permission.VIEW_WEB_USERS);
    return actor && !isViewed ? { ...actor, lastLogin: null } : actor;
  }

  async actorEmailOf(context: RequestContext, row: HistoryRow): Promise<string | null> {
    const standing = row.projectSpaceId && standingIn(context.actor, row.projectSpaceId);
    if (!standing) return null;
    if (standing.area === null) return row.actorEmail;
    return (await this.actorOf(context, row)) ? row.actorEmail : null;
  }

  /** Before and after; of locations only those the viewer sees. */
  changesOf(actor: Actor, { projectSpaceId, changes, seenCodes }: HistoryRow): AuditChange[] {
    if (projectSpaceId === null || standingIn(actor, projectSpaceId)?.area === null) return changes;
    const seen = (codes: string | null) => codes && (codes.split(', ').filter((code) => seenCodes.includes(code)).join(', ') || null);
    return changes.map((change) => (
      change.field === 'locations' ? { ...change, from: seen(change.from), to: seen(change.to) } : change));
  }

  private readerOf(actor: Actor, { projectSpaceId, membershipId, area }: Standing): HistoryReader {
    return { projectSpaceId, membershipId, area, webUserId: requireIdentified(actor).webUserId };
  }
}
