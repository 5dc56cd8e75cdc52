import { insideCondition, type Viewer } from '../locations/area';
import { isBlocked } from '../mail-delivery/blocked-condition';
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
  undeliverable?: boolean | null;
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

/** The open invitations, as `i`, of which the viewer sees at least one location (ROL-7). */
export function openIn(viewer: Viewer, parameters: Parameters): string {
  const open = `i.project_space_id = ${parameters.add(viewer.projectSpaceId)} AND i.status = 'OPEN'`;
  return allOf(open, insideOf(viewer, parameters));
}

/** Of the invitations, as `i`, those with at least one location that the viewer sees; null: all. */
export function insideOf(viewer: Viewer, parameters: Parameters): string | null {
  const inside = insideCondition(viewer, parameters);
  return inside && `i.id IN (SELECT t.invitation_id FROM locations l
    JOIN invitation_locations t ON t.project_space_id = l.project_space_id AND t.location_id = l.id
    WHERE l.project_space_id = ${parameters.add(viewer.projectSpaceId)} AND ${inside})`;
}

/** Filtering by an inviter must not tell of one who is outside. */
const seenInviter = (viewer: Viewer, parameters: Parameters) => viewer.area && `EXISTS (
  SELECT 1 FROM memberships m WHERE m.project_space_id = i.project_space_id AND m.web_user_id = i.invited_by_id
    AND (m.id = ${parameters.add(viewer.membershipId)} OR EXISTS (
      SELECT 1 FROM membership_locations t JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
      WHERE t.project_space_id = m.project_space_id AND t.membership_id = m.id AND ${insideCondition(viewer, parameters)})))`;

export function invitationConditions(viewer: Viewer, filter: InvitationFilter, now: Date, parameters: Parameters): string {
  const search = containing(filter.search);
  const { statuses } = filter;
  const only = (status: InvitationStatus) => statuses?.length && statuses.every((one) => one === status);
  return allOf(
    openIn(viewer, parameters),
    search && `i.email LIKE ${parameters.add(search)}`,
    only(InvitationStatus.PENDING) && `i.expires_at > ${parameters.add(now)}`,
    only(InvitationStatus.EXPIRED) && `i.expires_at <= ${parameters.add(now)}`,
    filter.deliveryStatuses && `i.delivery_status = ANY(${parameters.add(filter.deliveryStatuses)}::text[])`,
    filter.undeliverable != null && `${filter.undeliverable ? '' : 'NOT '}${isBlocked('i.email')}`,
    filter.roleIds && `i.role_id = ANY(${parameters.add(filter.roleIds)}::uuid[])`,
    filter.invitedByIds && `i.invited_by_id = ANY(${parameters.add(filter.invitedByIds)}::uuid[])`,
    filter.invitedByIds && seenInviter(viewer, parameters),
    filter.locationIds && `EXISTS (SELECT 1 FROM invitation_locations f
      JOIN locations l ON l.project_space_id = f.project_space_id AND l.id = f.location_id
      WHERE f.project_space_id = i.project_space_id AND f.invitation_id = i.id
        AND ${allOf(`l.id = ANY(${parameters.add(filter.locationIds)}::uuid[])`, insideCondition(viewer, parameters))})`,
  );
}

interface Statement {
  text: string;
  values: unknown[];
}

export function invitationPage(
  viewer: Viewer, filter: InvitationFilter, order: InvitationOrder, now: Date, request: PageRequest,
): Statement {
  const parameters = new Parameters();
  const where = invitationConditions(viewer, filter, now, parameters);
  const key = SORT_KEYS[order.field];
  const { beyond, orderBy } = keysetOf({ ...key, id: 'i.id', direction: order.direction }, request, parameters);
  const text = `SELECT ${INVITATION_COLUMNS}, (${key.expression})::text AS "sortValue"
    FROM invitations i WHERE ${allOf(where, beyond)}
    ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`;
  return { text, values: parameters.values };
}

export function invitationCount(viewer: Viewer, filter: InvitationFilter, now: Date): Statement {
  const parameters = new Parameters();
  const where = invitationConditions(viewer, filter, now, parameters);
  return { text: `SELECT count(*) FROM invitations i WHERE ${where}`, values: parameters.values };
}
