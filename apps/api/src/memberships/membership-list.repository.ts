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
}

export interface MembershipOrder {
  field: MembershipOrderField;
  direction: SortDirection;
}

type SortKey = Pick<Ordering, 'expression' | 'type'>;

const SORT_KEYS: Record<MembershipOrderField, SortKey> = {
  NAME: { expression: 'm.name_key', type: 'text' },
  EMAIL: { expression: 'm.email_key', type: 'text' },
  JOINED_AT: { expression: 'm.joined_at', type: 'timestamptz' },
  LAST_ACCESS: { expression: `coalesce(m.last_access_date, '-infinity'::date)`, type: 'date' },
  ROLE: { expression: '(SELECT lower(s.name) FROM roles s WHERE s.project_space_id = m.project_space_id AND s.id = m.role_id)', type: 'text' },
};

function conditions(projectSpaceId: string, filter: MembershipFilter, parameters: Parameters): string {
  const search = containing(filter.search);
  return allOf(
    `m.project_space_id = ${parameters.add(projectSpaceId)}`,
    search && `m.search_text LIKE ${parameters.add(search)}`,
    filter.roleIds && `m.role_id = ANY(${parameters.add(filter.roleIds)}::uuid[])`,
    filter.locationIds && `EXISTS (SELECT 1 FROM membership_locations f
      WHERE f.project_space_id = m.project_space_id AND f.membership_id = m.id
        AND f.location_id = ANY(${parameters.add(filter.locationIds)}::uuid[]))`,
    filter.active != null && `m.active = ${parameters.add(filter.active)}`,
  );
}

interface Statement {
  text: string;
  values: unknown[];
}

/** The page is cut out of the members first, along an index; what stands beside each row is joined to those only. */
export function membershipPage(
  projectSpaceId: string, filter: MembershipFilter, order: MembershipOrder, request: PageRequest,
): Statement {
  const parameters = new Parameters();
  const where = conditions(projectSpaceId, filter, parameters);
  const key = SORT_KEYS[order.field];
  const { beyond, orderBy } = keysetOf({ ...key, id: 'm.id', direction: order.direction }, request, parameters);
  const text = `
    SELECT ${MEMBERSHIP_COLUMNS}, (${key.expression})::text AS "sortValue"
    FROM (SELECT m.* FROM memberships m WHERE ${allOf(where, beyond)}
          ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}) m
    ${MEMBERSHIP_JOINS}
    ORDER BY ${orderBy}`;
  return { text, values: parameters.values };
}

/** Without a narrower filter the database keeps the count; else it is counted. */
export function membershipCount(projectSpaceId: string, filter: MembershipFilter): Statement {
  const parameters = new Parameters();
  if (containing(filter.search) || filter.roleIds || filter.locationIds) {
    const where = conditions(projectSpaceId, filter, parameters);
    return { text: `SELECT count(*) FROM memberships m WHERE ${where}`, values: parameters.values };
  }
  const kept = { true: 'active', false: 'deactivated', both: 'active + deactivated' }[
    filter.active == null ? 'both' : filter.active ? 'true' : 'false'];
  const text = `SELECT coalesce((SELECT ${kept} FROM member_counts
    WHERE project_space_id = ${parameters.add(projectSpaceId)}), 0) AS count`;
  return { text, values: parameters.values };
}
