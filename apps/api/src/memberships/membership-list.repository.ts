import { insideCondition, type Viewer } from '../locations/area';
import { isBlocked } from '../mail-delivery/blocked-condition';
import { containing } from '../platform/database/containing';
import type { PageRequest } from '../platform/database/keyset';
import { keysetOf, type Ordering, type SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { MEMBERSHIP_COLUMNS, MEMBERSHIP_JOINS } from './membership-row.repository';

export enum MembershipOrderField {
  NAME = 'NAME',
  EMAIL = 'EMAIL',
  ROLE = 'ROLE',
  JOINED_AT = 'JOINED_AT',
  LAST_ACCESS = 'LAST_ACCESS',
}

export interface MembershipFilter {
  search?: string | null;
  roleIds?: string[] | null;
  locationIds?: string[] | null;
  active?: boolean | null;
  /** Not seen in this project space since that day; never seen counts. */
  notSeenSince?: string | null;
  /** Whose address is blocked (EML-5). */
  undeliverable?: boolean | null;
  twoFactorEnabled?: boolean | null;
}

export interface MembershipOrder {
  field: MembershipOrderField;
  direction: SortDirection;
}

type SortKey = Pick<Ordering, 'expression' | 'type'>;

const LAST_ACCESS = `coalesce(m.last_access_date, '-infinity'::date)`;

const SORT_KEYS: Record<MembershipOrderField, SortKey> = {
  NAME: { expression: 'm.name_key', type: 'text' },
  EMAIL: { expression: 'm.email_key', type: 'text' },
  JOINED_AT: { expression: 'm.joined_at', type: 'timestamptz' },
  LAST_ACCESS: { expression: LAST_ACCESS, type: 'date' },
  ROLE: { expression: '(SELECT lower(s.name) FROM roles s WHERE s.project_space_id = m.project_space_id AND s.id = m.role_id)', type: 'text' },
};

function conditions(projectSpace: string, viewer: Viewer, filter: MembershipFilter, parameters: Parameters): string {
  const search = containing(filter.search);
  return allOf(
    projectSpace,
    search && `m.search_text LIKE ${parameters.add(search)}`,
    filter.roleIds && `m.role_id = ANY(${parameters.add(filter.roleIds)}::uuid[])`,
    filter.locationIds && `EXISTS (SELECT 1 FROM membership_locations f
      JOIN locations l ON l.project_space_id = f.project_space_id AND l.id = f.location_id
      WHERE f.project_space_id = m.project_space_id AND f.membership_id = m.id
        AND ${allOf(`l.id = ANY(${parameters.add(filter.locationIds)}::uuid[])`, insideCondition(viewer, parameters))})`,
    filter.undeliverable != null && `${filter.undeliverable ? '' : 'NOT '}${isBlocked('m.email_key')}`,
    filter.twoFactorEnabled != null && `EXISTS (SELECT 1 FROM web_users w
      WHERE w.id = m.web_user_id AND w.two_factor_enabled = ${parameters.add(filter.twoFactorEnabled)})`,
    filter.active != null && `m.active = ${parameters.add(filter.active)}`,
    filter.notSeenSince && `${LAST_ACCESS} < ${parameters.add(filter.notSeenSince)}::date`,
  );
}

interface Statement {
  text: string;
  values: unknown[];
}

/** Shorter terms have no trigram to look up, and hit so many that a walk finds a page of them soon. */
const SHORTEST_INDEXED = 3;
/** How far a search walks in reading order before it turns to the index of what was searched for. */
const WALK = 2_000;

interface Cut {
  projectSpace: string;
  where: string;
  beyond: string | null;
  orderBy: string;
  limit: string;
}

const walked = ({ where, beyond, orderBy, limit }: Cut) =>
  `SELECT m.* FROM memberships m WHERE ${allOf(where, beyond)} ORDER BY ${orderBy} LIMIT ${limit}`;

/**
 * A term that hits often is found within a short walk; one that hits seldom, or only far down the list, by its
 * trigrams. The planner cannot know where the hits lie, and walked a million rows to find those at the end.
 */
const searched = (cut: Cut) => `
  WITH near AS MATERIALIZED (
    SELECT * FROM (${walked({ ...cut, where: cut.projectSpace, limit: String(WALK) })}) m
    WHERE ${cut.where} ORDER BY ${cut.orderBy} LIMIT ${cut.limit}),
  far AS (
    SELECT * FROM memberships m
    WHERE (SELECT count(*) FROM near) < ${cut.limit} AND ${allOf(cut.where, cut.beyond)} OFFSET 0)
  SELECT * FROM (
    SELECT * FROM near WHERE (SELECT count(*) FROM near) >= ${cut.limit} UNION ALL SELECT * FROM far) m
  ORDER BY ${cut.orderBy} LIMIT ${cut.limit}`;

/**
 * Of a limited viewer's members only those inside are touched, so that neither the answer nor the time it takes tells
 * of anybody else (ROL-7).
 */
const inside = (space: string, viewer: Viewer, parameters: Parameters) => `
  WITH inside AS MATERIALIZED (
    SELECT t.membership_id AS id FROM locations l
    JOIN membership_locations t ON t.project_space_id = l.project_space_id AND t.location_id = l.id
    WHERE l.project_space_id = ${space} AND ${insideCondition(viewer, parameters)}
    UNION SELECT ${parameters.add(viewer.membershipId)}::uuid)
  SELECT m.* FROM inside JOIN memberships m ON m.project_space_id = ${space} AND m.id = inside.id`;

/** Cut out of the members, along an index, before anything is joined to them: one row more than asked for. */
export function membershipCut(
  viewer: Viewer, filter: MembershipFilter, order: MembershipOrder, request: PageRequest, parameters: Parameters,
): { rows: string; orderBy: string } {
  const space = parameters.add(viewer.projectSpaceId);
  const projectSpace = `m.project_space_id = ${space}`;
  const where = conditions(projectSpace, viewer, filter, parameters);
  const { beyond, orderBy } = keysetOf(
    { ...SORT_KEYS[order.field], id: 'm.id', direction: order.direction }, request, parameters);
  const isIndexed = (filter.search?.trim().length ?? 0) >= SHORTEST_INDEXED;
  const cut = { projectSpace, where, beyond, orderBy, limit: `${parameters.add(request.limit + 1)}::bigint` };
  const rows = viewer.area
    ? `${inside(space, viewer, parameters)} WHERE ${allOf(where, beyond)} ORDER BY ${orderBy} LIMIT ${cut.limit}`
    : isIndexed ? searched(cut) : walked(cut);
  return { rows, orderBy };
}

/** What stands beside each row is joined to those of the page only. */
export function membershipPage(
  viewer: Viewer, filter: MembershipFilter, order: MembershipOrder, request: PageRequest,
): Statement {
  const parameters = new Parameters();
  const { rows, orderBy } = membershipCut(viewer, filter, order, request, parameters);
  const text = `
    SELECT ${MEMBERSHIP_COLUMNS}, (${SORT_KEYS[order.field].expression})::text AS "sortValue"
    FROM (${rows}) m
    ${MEMBERSHIP_JOINS}
    ORDER BY ${orderBy}`;
  return { text, values: parameters.values };
}

/** Without a narrower filter the database keeps the count; else it is counted. */
export function membershipCount(viewer: Viewer, filter: MembershipFilter): Statement {
  const parameters = new Parameters();
  const space = parameters.add(viewer.projectSpaceId);
  const projectSpace = `m.project_space_id = ${space}`;
  const where = conditions(projectSpace, viewer, filter, parameters);
  if (viewer.area) {
    const text = `SELECT count(*) FROM (${inside(space, viewer, parameters)} WHERE ${where}) m`;
    return { text, values: parameters.values };
  }
  const { search, roleIds, locationIds, notSeenSince, undeliverable, twoFactorEnabled } = filter;
  if (containing(search) || roleIds || locationIds || notSeenSince || undeliverable != null || twoFactorEnabled != null) {
    return { text: `SELECT count(*) FROM memberships m WHERE ${where}`, values: parameters.values };
  }
  const kept = { true: 'active', false: 'deactivated', both: 'active + deactivated' }[
    filter.active == null ? 'both' : filter.active ? 'true' : 'false'];
  return {
    text: `SELECT coalesce((SELECT ${kept} FROM member_counts WHERE project_space_id = $1), 0) AS count`,
    values: [viewer.projectSpaceId],
  };
}
