import type { DataSource } from 'typeorm';
import { NotFound } from '../access/access.errors';
import type { Staff } from '../access/actor';
import { refusalOfNote } from '../access/support-note';
import { type AdminInvitationService } from '../invitations/admin-invitation.service';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { MembershipRow } from '../memberships/membership-row.repository';
import { type RemovalService } from '../memberships/removal.service';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { refuseTogether } from '../platform/refusal';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type ReplacementService } from './replacement.service';
import { notAnAdmin } from './support.errors';
import { type SupportRecordRepository } from './support-record.repository';

export interface AdminRemoval {
  membershipId: string;
  replacementEmail?: string | null;
  reason: string;
}

/** Removing or replacing an admin, be it the only one: nobody but support can (SUP-4, MEM-2). */
export class AdminRemovalService {
  constructor(
    private readonly database: DataSource,
    private readonly records: SupportRecordRepository,
    private readonly spaces: ProjectSpaceRepository,
    private readonly members: MembershipRepository,
    private readonly removals: RemovalService,
    private readonly replacements: ReplacementService,
    private readonly invitations: AdminInvitationService,
  ) {}

  async remove(staff: Staff, { membershipId, replacementEmail, reason: given }: AdminRemoval): Promise<void> {
    refuseTogether(isUuid(membershipId) ? null : new NotFound('membershipId'), refusalOfNote(given, 'The reason', 'reason'));
    const reason = given.trim();
    const projectSpaceId = await this.records.spaceOf(membershipId);
    if (projectSpaceId === null) throw new NotFound('membershipId');
    try {
      await this.database.transaction(async (tx) => {
        if (replacementEmail != null) await this.invitations.lockAddress(tx, replacementEmail);
        const admin = await this.lockAdmin(tx, projectSpaceId, membershipId);
        if (replacementEmail != null) await this.replacements.appoint(tx, staff, admin, replacementEmail, reason);
        await this.removals.removeForSupport(tx, staff, admin, reason);
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  private async lockAdmin(tx: Transaction, projectSpaceId: string, membershipId: string): Promise<MembershipRow> {
    await this.spaces.lock(tx, projectSpaceId);
    const member = await this.members.find([projectSpaceId], membershipId, tx);
    if (!member) throw new NotFound('membershipId');
    if (!member.role.isAdmin) throw notAnAdmin();
    return member;
  }
}
