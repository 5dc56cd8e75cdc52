import type { AuditChannel } from '../access/channel';
import type { AuditChange } from '../audit/audit-event.entity';
import { insideCondition, type Viewer } from '../locations/area';
import { containing } from '../platform/database/containing';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import type { Reads } from '../platform/database/replica-reads';
import type { WebUserRow } from '../web-users/web-user.entity';

export interface HistoryFilter {
  search?: string | null;
  webUserIds?: string[] | null;
  actions?: string[] | null;
  channels?: AuditChannel[] | null;
  from?: Date | null;
  to?: Date | null;
}

export interface HistoryRow {
  /** Null: it is about the viewer's own account. */
  projectSpaceId: string | null;
  id: string;
  at: Date;
  action: string;
  channel: AuditChannel;
  actorId: string | null;
  /** The viewer, where it is about their own account and was their own deed. */
  ownActor?: WebUserRow | null;
  actorEmail: string | null;
  apiKeyName: string | null;
  bulkUploadId: string | null;
  /** By the operator at the command line, who has no account (SUP-1). */
  byOperator: boolean;
  subjectId: string | null;
  subjectEmail: string | null;
  subjectName: string | null;
  reason: string | null;
  changes: AuditChange[];
  /** The codes of the locations it speaks of, as far as the viewer sees them. */
  seenCodes: string[];
  sortValue: string;
}

/** Who reads the log, and which person they are themselves. */
export type HistoryReader = Viewer & { webUserId: string };

const SEARCHED = `lower(coalesce(e.actor_email, '') || ' ' || coalesce(e.subject_email, '') || ' ' || coalesce(e.subject_name, ''))`;

/** Support that acts names its member of staff, whom nobody here sees; the operator has none. */
const BY_OPERATOR = `(e.channel IN ('SUPPORT', 'BULK_UPLOAD') AND e.actor_id IS NULL AND e.staff_id IS NULL)`;

/** Of a single value the index also knows the order; of several it does not. */
function oneOf(column: string, values: string[] | null | undefined, parameters: Parameters): string | null {
  if (!values) return null;
  return values.length === 1 ? `${column} = ${parameters.add(values[0])}` : `${column} = ANY(${parameters.add(values)}::text[])`;
}

/** A limited reader finds events by whom they concern, not by who did them: that may be somebody outside (ROL-7). */
function conditions(reader: HistoryReader, filter: HistoryFilter, parameters: Parameters): string {
  const space = parameters.add(reader.projectSpaceId);
  const term = containing(filter.search);
  const people = filter.webUserIds && parameters.add(filter.webUserIds);
  const self = reader.area && parameters.add(reader.webUserId);
  const inside = insideCondition(reader, parameters);
  return allOf(
    `e.project_space_id = ${space}`,
    inside && `(e.subject_id = ${self} OR (e.location_ids <> '{}' AND EXISTS (SELECT 1 FROM locations l
      WHERE l.project_space_id = e.project_space_id AND l.id = ANY(e.location_ids) AND ${inside})))`,
    term && `${reader.area ? `lower(coalesce(e.subject_email, ''))` : SEARCHED} LIKE ${parameters.add(term)}`,
    people && `(e.subject_id = ANY(${people}::uuid[]) OR (e.actor_id = ANY(${people}::uuid[])
      ${self ? `AND e.actor_id = ${self}` : ''}))`,
    oneOf('e.action', filter.actions, parameters),
    oneOf('e.channel', filter.channels, parameters),
    filter.from && `e.at >= ${parameters.add(filter.from)}`,
    filter.to && `e.at < ${parameters.add(filter.to)}`,
  );
}

export class HistoryRepository {
  constructor(private readonly reads: Reads) {}

  /** Newest first: the page is cut out along an index, and what stands beside each event joined to those only. */
  async page(reader: HistoryReader, filter: HistoryFilter, request: PageRequest): Promise<Page<HistoryRow>> {
    const parameters = new Parameters();
    const where = conditions(reader, filter, parameters);
    const ordering = { expression: 'e.at', type: 'timestamptz', id: 'e.id', direction: SortDirection.DESC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const inside = insideCondition(reader, parameters);
    const seenCodes = inside ? `ARRAY(SELECT l.code FROM locations l
      WHERE l.project_space_id = e.project_space_id AND l.id = ANY(e.location_ids) AND ${inside})` : `'{}'::text[]`;
    const rows = await this.reads.query<HistoryRow[]>(
      `SELECT e.project_space_id AS "projectSpaceId", e.id, e.at, e.at::text AS "sortValue", e.action, e.channel,
         e.actor_id AS "actorId", e.actor_email AS "actorEmail", e.api_key_name AS "apiKeyName", e.bulk_upload_id AS "bulkUploadId",
         ${BY_OPERATOR} AS "byOperator", e.subject_id AS "subjectId", e.subject_email AS "subjectEmail",
         e.subject_name AS "subjectName", e.reason, e.changes, ${seenCodes} AS "seenCodes"
       FROM (SELECT e.* FROM audit_events e WHERE ${allOf(where, beyond)}
         ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}) e
       ORDER BY ${orderBy}`, parameters.values);
    return pageOf(rows, request);
  }

  async count(reader: HistoryReader, filter: HistoryFilter): Promise<number> {
    const parameters = new Parameters();
    const [row] = await this.reads.query<{ count: string }[]>(
      `SELECT count(*) FROM audit_events e WHERE ${conditions(reader, filter, parameters)}`, parameters.values);
    return Number(row?.count);
  }
}
