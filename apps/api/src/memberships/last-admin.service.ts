import type { Standing } from '../access/actor';
import type { Transaction } from '../platform/database/data-source';
import { LastAdmin } from './membership.errors';
import { isOnlyAdmin } from './membership.policy';
import { type MembershipRepository } from './membership.repository';
import type { MembershipRow } from './membership-row.repository';

/** What could leave a project space without an admin asks here, under its lock (MEM-2). */
export class LastAdminGuard {
  constructor(private readonly memberships: MembershipRepository) {}

  /** Refuses if this member is all that stands between the project space and having no admin. */
  async keep(tx: Transaction, standing: Standing, member: MembershipRow): Promise<void> {
    if (!member.role.isAdmin) return;
    const adminCount = await this.memberships.countAdmins(member.projectSpaceId, tx);
    if (isOnlyAdmin(standing, { ...member, deactivated: member.webUser.deactivated }, adminCount)) throw new LastAdmin();
  }
}
