import { DataSource } from 'typeorm';
import { inOrderOf } from '../access/context';
import type { Viewer } from '../locations/area';
import type { Transaction } from '../platform/database/data-source';
import { type Page, type PageRequest, pageOf } from '../platform/database/keyset';
import { MembershipLocation } from './membership-location.entity';
import {
  membershipCount, type MembershipFilter, type MembershipOrder, membershipPage,
} from './membership-list.repository';
import {
  type FlatMembershipRow, MEMBERSHIP_COLUMNS, MEMBERSHIP_JOINS, membershipRow, type MembershipRow,
} from './membership-row.repository';
import { Membership } from './membership.entity';

export class MembershipRepository {
  constructor(private readonly database: DataSource) {}

  async page(
    viewer: Viewer, filter: MembershipFilter, order: MembershipOrder, request: PageRequest,
  ): Promise<Page<MembershipRow>> {
    const { text, values } = membershipPage(viewer, filter, order, request);
    const rows = await this.database.query<FlatMembershipRow[]>(text, values);
    return pageOf(rows.map(membershipRow), request);
  }

  async count(viewer: Viewer, filter: MembershipFilter): Promise<number> {
    const { text, values } = membershipCount(viewer, filter);
    const [row] = await this.database.query<{ count: string }[]>(text, values);
    return Number(row?.count);
  }

  /** A member of one of these project spaces; nothing of any other. */
  async find(
    projectSpaceIds: string[], id: string, within: DataSource | Transaction = this.database,
  ): Promise<MembershipRow | null> {
    const lock = within instanceof DataSource ? '' : 'FOR UPDATE OF m';
    const [row] = await within.query<FlatMembershipRow[]>(
      `SELECT ${MEMBERSHIP_COLUMNS}, NULL AS "sortValue" FROM memberships m ${MEMBERSHIP_JOINS}
       WHERE m.project_space_id = ANY($1) AND m.id = $2 ${lock}`,
      [projectSpaceIds, id]);
    return row ? membershipRow(row) : null;
  }

  async findMany(projectSpaceIds: string[], ids: string[]): Promise<MembershipRow[]> {
    const rows = await this.database.query<FlatMembershipRow[]>(
      `SELECT ${MEMBERSHIP_COLUMNS}, NULL AS "sortValue" FROM memberships m ${MEMBERSHIP_JOINS}
       WHERE m.project_space_id = ANY($1) AND m.id = ANY($2)`, [projectSpaceIds, ids]);
    return rows.map(membershipRow);
  }

  /** The member who is this person, in each project space named by a key `space/person`. */
  readonly byPerson = async (keys: readonly string[]): Promise<(MembershipRow | null)[]> => {
    const pairs = keys.map((key) => key.split('/'));
    const rows = await this.database.query<FlatMembershipRow[]>(
      `SELECT ${MEMBERSHIP_COLUMNS}, NULL AS "sortValue" FROM unnest($1::uuid[], $2::uuid[]) k (space, person)
       JOIN memberships m ON m.project_space_id = k.space AND m.web_user_id = k.person ${MEMBERSHIP_JOINS}`,
      [pairs.map(([space]) => space), pairs.map(([, person]) => person)]);
    return inOrderOf(keys, rows.map(membershipRow), (row) => `${row.projectSpaceId}/${row.webUserId}`);
  };

  /** The member who is this person, locked. */
  async findPerson(tx: Transaction, projectSpaceId: string, webUserId: string): Promise<MembershipRow | null> {
    const membership = await tx.findOneBy(Membership, { projectSpaceId, webUserId });
    return membership && (await this.find([projectSpaceId], membership.id, tx));
  }

  async isMember(tx: Transaction, projectSpaceId: string, webUserId: string): Promise<boolean> {
    return await tx.existsBy(Membership, { projectSpaceId, webUserId });
  }

  /** Counted under the project space's lock, so that the number still holds when the change is written (MEM-2). */
  /** No more are counted than matter: whether one is left does not depend on the thousandth. */
  async countAdmins(projectSpaceId: string, within: DataSource | Transaction = this.database, atMost = 2): Promise<number> {
    const [row] = await within.query<{ count: string }[]>(
      `SELECT count(*) FROM (SELECT 1 FROM memberships m
       JOIN roles r ON r.project_space_id = m.project_space_id AND r.id = m.role_id
       JOIN web_users u ON u.id = m.web_user_id
       WHERE m.project_space_id = $1 AND m.active AND r.is_admin AND u.deactivated_at IS NULL LIMIT $2) admins`, [projectSpaceId, atMost]);
    return Number(row?.count);
  }

  async add(tx: Transaction, membership: Membership, locationIds: string[]): Promise<void> {
    await tx.insert(Membership, membership);
    await this.putLocations(tx, membership, locationIds);
  }

  async change(tx: Transaction, { projectSpaceId, id }: Membership, to: Partial<Membership>): Promise<void> {
    await tx.update(Membership, { projectSpaceId, id }, to);
  }

  async replaceLocations(tx: Transaction, membership: Membership, locationIds: string[]): Promise<void> {
    await tx.delete(MembershipLocation, { projectSpaceId: membership.projectSpaceId, membershipId: membership.id });
    await this.putLocations(tx, membership, locationIds);
  }

  async remove(tx: Transaction, { projectSpaceId, id }: Membership): Promise<void> {
    await tx.delete(Membership, { projectSpaceId, id });
  }

  private async putLocations(tx: Transaction, { projectSpaceId, id }: Membership, locationIds: string[]): Promise<void> {
    if (locationIds.length === 0) return;
    await tx.insert(MembershipLocation, locationIds.map((locationId, position) => ({
      projectSpaceId, membershipId: id, locationId, position,
    })));
  }
}
