import type { Standing } from '../access/actor';
import type { Transaction } from '../platform/database/data-source';
import { LastAdmin } from './membership.errors';
import { type MembershipRepository } from './membership.repository';
import type { MembershipRow } from './membership-row.repository';

/** What could leave a project space without an admin asks here, under its lock (MEM-2). */
export class LastAdminGuard {
  constructor(private readonly memberships: MembershipRepository) {}

  /**
   * Refuses if this member is all that stands between the project space and having no admin. Whoever is limited to an
   * area cannot change admins at all, and must not learn here how many there are.
   */
  async keep(tx: Transaction, standing: Standing, member: MembershipRow): Promise<void> {
    if (!member.role.isAdmin || !member.active || member.webUser.deactivated || standing.area !== null) return;
    if ((await this.memberships.countAdmins(member.projectSpaceId, tx)) <= 1) throw new LastAdmin();
  }
}
