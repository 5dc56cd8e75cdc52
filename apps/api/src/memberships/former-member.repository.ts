import type { DataSource } from 'typeorm';
import { insideCondition, type Viewer } from '../locations/area';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { keysetOf, SortDirection } from '../platform/database/ordering';
import { allOf, Parameters } from '../platform/database/parameters';
import { CLEANED_AT_ONCE } from '../platform/jobs/daily';
import { FormerMember } from './former-member.entity';

/** MEM-5: name, address and role only while the removal can be undone. */
export interface FormerMemberRow {
  projectSpaceId: string;
  membershipId: string;
  webUserId: string;
  joinedAt: Date;
  removedAt: Date;
  email: string | null;
  name: string | null;
  roleName: string | null;
  undoUntil: Date | null;
  sortValue: string;
}

const columnsAt = (now: string) => `
  f.project_space_id AS "projectSpaceId", f.membership_id AS "membershipId", f.web_user_id AS "webUserId",
  f.joined_at AS "joinedAt", f.removed_at AS "removedAt", f.removed_at::text AS "sortValue",
  CASE WHEN f.undo_until > ${now} THEN u.email END AS email,
  CASE WHEN f.undo_until > ${now} THEN u.first_name || ' ' || u.last_name END AS name,
  CASE WHEN f.undo_until > ${now} THEN r.name END AS "roleName",
  CASE WHEN f.undo_until > ${now} THEN f.undo_until END AS "undoUntil"`;

const TABLES = `FROM former_members f
  JOIN web_users u ON u.id = f.web_user_id
  LEFT JOIN roles r ON r.project_space_id = f.project_space_id AND r.id = f.role_id`;

/** By where they were when they were removed (ROL-7). */
function seenBy(viewer: Viewer, parameters: Parameters): string {
  const space = `f.project_space_id = ${parameters.add(viewer.projectSpaceId)}`;
  const inside = insideCondition(viewer, parameters);
  return allOf(space, inside && `EXISTS (SELECT 1 FROM locations l
    WHERE l.project_space_id = f.project_space_id AND l.id = ANY(f.location_ids) AND ${inside})`);
}

export class FormerMemberRepository {
  constructor(private readonly database: DataSource) {}

  async page(viewer: Viewer, now: Date, request: PageRequest): Promise<Page<FormerMemberRow>> {
    const parameters = new Parameters();
    const columns = columnsAt(parameters.add(now));
    const where = seenBy(viewer, parameters);
    const ordering = { expression: 'f.removed_at', type: 'timestamptz', id: 'f.membership_id', direction: SortDirection.DESC } as const;
    const { beyond, orderBy } = keysetOf(ordering, request, parameters);
    const rows = await this.database.query<FormerMemberRow[]>(
      `SELECT ${columns} ${TABLES} WHERE ${allOf(where, beyond)}
       ORDER BY ${orderBy} LIMIT ${parameters.add(request.limit + 1)}`, parameters.values);
    return pageOf(rows, request);
  }

  async count(viewer: Viewer): Promise<number> {
    const parameters = new Parameters();
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM former_members f WHERE ${seenBy(viewer, parameters)}`, parameters.values);
    return Number(row?.count);
  }

  /** The latest removal of a person. */
  async findPerson(viewer: Viewer, now: Date, webUserId: string): Promise<FormerMemberRow | null> {
    const parameters = new Parameters();
    const columns = columnsAt(parameters.add(now));
    const where = allOf(seenBy(viewer, parameters), `f.web_user_id = ${parameters.add(webUserId)}`);
    const [row] = await this.database.query<FormerMemberRow[]>(
      `SELECT ${columns} ${TABLES} WHERE ${where} ORDER BY f.removed_at DESC LIMIT 1`, parameters.values);
    return row ?? null;
  }

  async find(tx: Transaction, projectSpaceIds: string[], membershipId: string): Promise<FormerMember | null> {
    return await tx.createQueryBuilder(FormerMember, 'f').setLock('pessimistic_write')
      .where('f.projectSpaceId IN (:...projectSpaceIds) AND f.membershipId = :membershipId',
        { projectSpaceIds, membershipId }).getOne();
  }

  async add(tx: Transaction, former: FormerMember): Promise<void> {
    await tx.insert(FormerMember, former);
  }

  /** What only undoing needed; where they were stays, for whoever is limited to an area (MEM-5, ROL-7). */
  async forgetLapsed(tx: Transaction, now: Date): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `UPDATE former_members SET role_id = NULL, last_access_date = NULL
       WHERE (project_space_id, membership_id) IN (
         SELECT project_space_id, membership_id FROM former_members
         WHERE undo_until <= $1 AND (role_id IS NOT NULL OR last_access_date IS NOT NULL)
         LIMIT ${CLEANED_AT_ONCE} FOR UPDATE SKIP LOCKED)`, [now]);
    return count;
  }

  async take(tx: Transaction, { projectSpaceId, membershipId }: FormerMember): Promise<void> {
    await tx.delete(FormerMember, { projectSpaceId, membershipId });
  }
}
