import type { DeliveryStatus } from '../mail-delivery/delivery-status';
import { containing } from '../platform/database/containing';
import type { PageRequest } from '../platform/database/keyset';
import { keysetOf, type Ordering, type SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { INVITATION_COLUMNS } from './invitation-row.repository';

/** How an open invitation stands at a moment. */
export enum InvitationStatus {
  PENDING = 'PENDING',
  EXPIRED = 'EXPIRED',
}

export enum InvitationOrderField {
  EMAIL = 'EMAIL',
  INVITED_AT = 'INVITED_AT',
  EXPIRES_AT = 'EXPIRES_AT',
}

export interface InvitationFilter {
  search?: string | null;
  statuses?: InvitationStatus[] | null;
  deliveryStatuses?: DeliveryStatus[] | null;
  roleIds?: string[] | null;
  locationIds?: string[] | null;
  invitedByIds?: string[] | null;
}

export interface InvitationOrder {
  field: InvitationOrderField;
  direction: SortDirection;
}

const SORT_KEYS: Record<InvitationOrderField, Pick<Ordering, 'expression' | 'type'>> = {
  EMAIL: { expression: 'i.email', type: 'text' },
  INVITED_AT: { expression: 'i.invited_at', type: 'timestamptz' },
  EXPIRES_AT: { expression: 'i.expires_at', type: 'timestamptz' },
};

function conditions(projectSpaceId: string, filter: InvitationFilter, now: Date, parameters: Parameters): string {
  const search = containing(filter.search);
  const { statuses } = filter;
  const only = (status: InvitationStatus) => statuses?.length && statuses.every((one) => one === status);
  return allOf(
    `i.project_space_id = ${parameters.add(projectSpaceId)} AND i.status = 'OPEN'`,
    search && `i.email LIKE ${parameters.add(search)}`,
    only(InvitationStatus.PENDING) && `i.expires_at > ${parameters.add(now)}`,
    only(InvitationStatus.EXPIRED) && `i.expires_at <= ${parameters.add(now)}`,
    filter.deliveryStatuses && `i.delivery_status = ANY(${parameters.add(filter.deliveryStatuses)}::text[])`,
    filter.roleIds && `i.role_id = ANY(${parameters.add(filter.roleIds)}::uuid[])`,
    filter.invitedByIds && `i.invited_by_id = ANY(${parameters.add(filter.invitedByIds)}::uuid[])`,
    filter.locationIds && `EXISTS (SELECT 1 FROM invitation_locations f
      WHERE f.project_space_id = i.project_space_id AND f.invitation_id = i.id
        AND f.location_id = ANY(${parameters.add(filter.locationIds)}::uuid[]))`,
  );
}

interface Statement {
  text: string;
  values: unknown[];
}

export function invitationPage(
  projectSpaceId: string, filter: InvitationFilter, order: InvitationOrder, now: Date, request: PageRequest,
): Statement {
  const parameters = new Parameters();
  const where = conditions(projectSpaceId, filter, now, parameters);
  const key = SORT_KEYS[order.field];
  const { beyond, orderBy } = keysetOf({ ...key, id: 'i.id', direction: order.direction }, request, parameters);
  const text = `SELECT ${INVITATION_COLUMNS}, (${key.expression})::text AS "sortValue"
    FROM invitations i WHERE ${allOf(where, beyond)}
    ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`;
  return { text, values: parameters.values };
}

export function invitationCount(projectSpaceId: string, filter: InvitationFilter, now: Date): Statement {
  const parameters = new Parameters();
  const where = conditions(projectSpaceId, filter, now, parameters);
  return { text: `SELECT count(*) FROM invitations i WHERE ${where}`, values: parameters.values };
}
