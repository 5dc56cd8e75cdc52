import type { DataSource } from 'typeorm';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
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

export class FormerMemberRepository {
  constructor(private readonly database: DataSource) {}

  async page(projectSpaceId: string, now: Date, request: PageRequest): Promise<Page<FormerMemberRow>> {
    const rows = await this.database.query<FormerMemberRow[]>(
      `SELECT f.project_space_id AS "projectSpaceId", f.membership_id AS "membershipId", f.web_user_id AS "webUserId",
         f.joined_at AS "joinedAt", f.removed_at AS "removedAt", f.removed_at::text AS "sortValue",
         CASE WHEN f.undo_until > $2 THEN u.email END AS email,
         CASE WHEN f.undo_until > $2 THEN u.first_name || ' ' || u.last_name END AS name,
         CASE WHEN f.undo_until > $2 THEN r.name END AS "roleName",
         CASE WHEN f.undo_until > $2 THEN f.undo_until END AS "undoUntil"
       FROM former_members f
       JOIN web_users u ON u.id = f.web_user_id
       LEFT JOIN roles r ON r.project_space_id = f.project_space_id AND r.id = f.role_id
       WHERE f.project_space_id = $1
         AND ($3::timestamptz IS NULL OR (f.removed_at, f.membership_id) < ($3, $4::uuid))
       ORDER BY f.removed_at DESC, f.membership_id DESC LIMIT $5`,
      [projectSpaceId, now, request.from?.value ?? null, request.from?.id ?? null, request.limit + 1]);
    return pageOf(rows, request);
  }

  async count(projectSpaceId: string): Promise<number> {
    return await this.database.manager.countBy(FormerMember, { projectSpaceId });
  }

  async find(tx: Transaction, projectSpaceIds: string[], membershipId: string): Promise<FormerMember | null> {
    return await tx.createQueryBuilder(FormerMember, 'f').setLock('pessimistic_write')
      .where('f.projectSpaceId IN (:...projectSpaceIds) AND f.membershipId = :membershipId',
        { projectSpaceIds, membershipId }).getOne();
  }

  async add(tx: Transaction, former: FormerMember): Promise<void> {
    await tx.insert(FormerMember, former);
  }

  async take(tx: Transaction, { projectSpaceId, membershipId }: FormerMember): Promise<void> {
    await tx.delete(FormerMember, { projectSpaceId, membershipId });
  }
}
