import type { Staff } from '../access/actor';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import { type AdminInvitationService } from '../invitations/admin-invitation.service';
import { InvitedAccountDeactivated } from '../invitations/invitation.errors';
import { type MembershipHooks } from '../memberships/membership-hooks.service';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { MembershipRow } from '../memberships/membership-row.repository';
import type { Transaction } from '../platform/database/data-source';
import { replacedByThemselves } from './support.errors';

/** Whoever takes an admin's place: a member is made one, anybody else is invited as one (SUP-4). */
export class ReplacementService {
  constructor(
    private readonly members: MembershipRepository,
    private readonly invitations: AdminInvitationService,
    private readonly hooks: MembershipHooks,
    private readonly audit: AuditLog,
  ) {}

  /** Under the lock of the project space. */
  async appoint(tx: Transaction, staff: Staff, admin: MembershipRow, email: string, reason: string): Promise<void> {
    const { projectSpaceId, role: { id: roleId } } = admin;
    const { address, account } = await this.invitations.findAccount(tx, email, 'replacementEmail');
    if (account?.id === admin.webUserId) throw replacedByThemselves();
    const member = account && (await this.members.findPerson(tx, projectSpaceId, account.id));
    if (member) await this.makeAdmin(tx, staff, admin, member, reason);
    else await this.invitations.invite(tx, staff, { projectSpaceId, roleId, address, account, reason, field: 'replacementEmail' });
  }

  /** Somebody who was deactivated here could not act, so that they are active again. */
  private async makeAdmin(
    tx: Transaction, staff: Staff, admin: MembershipRow, member: MembershipRow, reason: string,
  ): Promise<void> {
    const { projectSpaceId, webUserId, webUser } = member;
    if (webUser.deactivated) throw new InvitedAccountDeactivated('replacementEmail');
    const subject = { id: webUserId, email: webUser.email };
    const locationIds = member.locations.map(({ id }) => id);
    await this.members.change(tx, member, { roleId: admin.role.id, active: true });
    const changes = changesBetween({ role: member.role.name }, { role: admin.role.name });
    if (changes.length > 0) {
      await this.audit.record(tx, staff, { projectSpaceId, action: 'membership.changed', subject, locationIds, changes, reason });
    }
    await this.hooks.tell(tx, { projectSpaceId, event: 'MEMBERSHIP_CHANGED', membershipIds: [member.id] });
    if (member.active) return;
    await this.audit.record(tx, staff, { projectSpaceId, action: 'membership.reactivated', subject, locationIds, reason });
  }
}
