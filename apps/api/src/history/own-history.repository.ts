import type { DataSource } from 'typeorm';
import type { AuditChannel } from '../access/channel';
import type { AuditChange } from '../audit/audit-event.entity';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { deviceName } from '../security-notices/device-name';
import type { WebUserRow } from '../web-users/web-user.entity';
import type { HistoryRow } from './history.repository';

interface SecurityRow {
  id: string;
  at: Date;
  sortValue: string;
  action: string;
  channel: AuditChannel;
  byStaff: boolean;
  byOperator: boolean;
  userAgent: string | null;
  reason: string | null;
  changes: AuditChange[];
}

/** A sign-in matter as the person sees it: their own deed, with the device it was done on, or that of support. */
function asHistory({ userAgent, byStaff, ...row }: SecurityRow, person: WebUserRow): HistoryRow {
  return {
    ...row, projectSpaceId: null, actorId: null, ownActor: byStaff ? null : person, actorEmail: null, apiKeyName: null, bulkUploadId: null,
    subjectId: null, subjectEmail: null, subjectName: byStaff ? null : deviceName(userAgent), seenCodes: [],
  };
}

/** What happened to one's own account (SIG-6). */
export class OwnHistoryRepository {
  constructor(private readonly database: DataSource) {}

  async page(person: WebUserRow, request: PageRequest): Promise<Page<HistoryRow>> {
    const parameters = new Parameters();
    const own = `e.web_user_id = ${parameters.add(person.id)}`;
    const ordering = { expression: 'e.at', type: 'timestamptz', id: 'e.id', direction: SortDirection.DESC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const rows = await this.database.query<SecurityRow[]>(
      `SELECT (e.channel = 'SUPPORT' AND e.staff_id IS NULL) AS "byOperator", e.id, e.at, e.at::text AS "sortValue", e.action, e.channel, e.channel = 'SUPPORT' AS "byStaff",
         e.user_agent AS "userAgent", e.reason, e.changes
       FROM security_events e WHERE ${allOf(own, beyond)}
       ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`, parameters.values);
    return pageOf(rows.map((row) => asHistory(row, person)), request);
  }

  async count(webUserId: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }[]>(
      'SELECT count(*) FROM security_events WHERE web_user_id = $1', [webUserId]);
    return Number(row?.count);
  }
}
