import { invitationConditions } from '../invitations/invitation-list.repository';
import { insideCondition, type Viewer } from '../locations/area';
import { membershipCut, MembershipOrderField } from '../memberships/membership-list.repository';
import { MEMBERSHIP_JOINS } from '../memberships/membership-row.repository';
import type { PageRequest, Position } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import type { Reads } from '../platform/database/replica-reads';
import { letOthersThrough } from '../platform/let-others-through';
import { type DownloadFilter, memberStatus, wantsInvitations } from './download-filter';
import type { DownloadRow } from './download-row';

/** So many rows are in memory at once. */
const STEP = 5_000;

type RowFilter = Omit<DownloadFilter, 'statuses'>;

interface Statement {
  text: string;
  values: unknown[];
}

/** Of the places of one thing those that the viewer sees, the primary one first. */
const codes = (table: string, column: string, alias: string, viewer: Viewer, parameters: Parameters) => `ARRAY(
  SELECT l.code FROM ${table} t JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
  WHERE ${allOf(`t.project_space_id = ${alias}.project_space_id AND t.${column} = ${alias}.id`, insideCondition(viewer, parameters))}
  ORDER BY t.position) AS "locationCodes"`;

function memberStep(viewer: Viewer, filter: RowFilter, active: boolean | null, request: PageRequest): Statement {
  const parameters = new Parameters();
  const { rows, orderBy } = membershipCut(
    viewer, { ...filter, active }, { field: MembershipOrderField.EMAIL, direction: SortDirection.ASC }, request, parameters);
  const text = `
    SELECT m.id, m.email_key AS "sortValue", u.username, u.email, u.first_name AS "firstName", u.last_name AS "lastName",
      m.last_access_date::text AS "lastAccessDate", to_char(u.last_login AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS "lastLogin",
      r.name AS role, CASE WHEN m.active THEN 'Active User' ELSE 'Deactivated User' END AS status,
      ${codes('membership_locations', 'membership_id', 'm', viewer, parameters)}
    FROM (${rows}) m ${MEMBERSHIP_JOINS} ORDER BY ${orderBy}`;
  return { text, values: parameters.values };
}

function invitationStep(viewer: Viewer, filter: RowFilter, now: Date, request: PageRequest): Statement {
  const parameters = new Parameters();
  const where = invitationConditions(viewer, filter, now, parameters);
  const ordering = { expression: 'i.email', type: 'text', id: 'i.id', direction: SortDirection.ASC } as const;
  const { beyond, orderBy } = keysetOf(ordering, request, parameters);
  const text = `
    SELECT i.id, i.email AS "sortValue", i.email AS username, i.email, r.name AS role, 'Invited' AS status,
      NULL AS "firstName", NULL AS "lastName", NULL AS "lastAccessDate", NULL AS "lastLogin",
      ${codes('invitation_locations', 'invitation_id', 'i', viewer, parameters)}
    FROM (SELECT i.* FROM invitations i WHERE ${allOf(where, beyond)} ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}) i
    JOIN roles r ON r.project_space_id = i.project_space_id AND r.id = i.role_id ORDER BY ${orderBy}`;
  return { text, values: parameters.values };
}

const OPEN_ONLY = `JOIN invitations i ON i.project_space_id = t.project_space_id AND i.id = t.invitation_id AND i.status = 'OPEN'`;

export class DownloadRowRepository {
  constructor(private readonly reads: Reads) {}

  /** A step at a time (DWN-4). */
  async *members(viewer: Viewer, { statuses, ...filter }: DownloadFilter): AsyncGenerator<DownloadRow[]> {
    const members = memberStatus({ statuses });
    if (members !== 'none') yield* this.steps((request) => memberStep(viewer, filter, members.active, request));
  }

  async *invitations(viewer: Viewer, { statuses, ...filter }: DownloadFilter, now: Date): AsyncGenerator<DownloadRow[]> {
    if (wantsInvitations({ statuses })) yield* this.steps((request) => invitationStep(viewer, filter, now, request));
  }

  /** The most locations that anybody has there, of those the viewer sees. */
  async mostLocations(viewer: Viewer): Promise<number> {
    const parameters = new Parameters();
    const space = parameters.add(viewer.projectSpaceId);
    const most = (table: string, column: string, join = '') => `SELECT count(*) AS count FROM ${table} t ${join}
      JOIN locations l ON l.project_space_id = t.project_space_id AND l.id = t.location_id
      WHERE ${allOf(`t.project_space_id = ${space}`, insideCondition(viewer, parameters))} GROUP BY t.${column}`;
    const [row] = await this.reads.query<{ most: number }[]>(
      `SELECT coalesce(max(count), 0)::int AS most FROM (
         ${most('membership_locations', 'membership_id')} UNION ALL ${most('invitation_locations', 'invitation_id', OPEN_ONLY)}) counts`,
      parameters.values);
    return row?.most ?? 0;
  }

  /** The next step is asked for while the one before is written. */
  private async *steps(statement: (request: PageRequest) => Statement): AsyncGenerator<DownloadRow[]> {
    const ask = async (from: Position | null): Promise<DownloadRow[]> => {
      const { text, values } = statement({ limit: STEP - 1, backward: false, from });
      return await this.reads.query<DownloadRow[]>(text, values);
    };
    let asked = ask(null);
    for (;;) {
      const rows = await asked;
      const last = rows.at(-1);
      const isOver = !last || rows.length < STEP;
      if (!isOver) {
        asked = ask({ value: last.sortValue, id: last.id });
        asked.catch(() => undefined); // whoever leaves before its turn never hears of it
        await letOthersThrough(); // it is on its way before rows are written
      }
      yield rows;
      if (isOver) return;
    }
  }
}
