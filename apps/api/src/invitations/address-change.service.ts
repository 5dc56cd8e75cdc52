import type { Actor } from '../access/actor';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { type AddressChangeRepository } from './address-change.repository';
import { InvitationState } from './invitation.entity';
import { type InvitationRepository } from './invitation.repository';

/** Open invitations follow the account that an address belongs to (ADR-2). */
export class AddressChangeService {
  constructor(
    private readonly addresses: AddressChangeRepository,
    private readonly invitations: InvitationRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Those to the new address are the account's; where it is a member or invited already, they end. */
  readonly afterEmailChanged = async (
    tx: Transaction, actor: Actor, webUserId: string, former: string, present: string,
  ): Promise<void> => {
    await this.addresses.release(tx, former, webUserId);
    await this.addresses.take(tx, present, webUserId);
    for (const invitation of await this.addresses.left(tx, present, webUserId)) {
      await this.invitations.end(tx, invitation, InvitationState.REPLACED, this.clock.now());
      await this.audit.record(tx, actor, {
        projectSpaceId: invitation.projectSpaceId, action: 'invitation.replaced', subject: { id: webUserId, email: present },
      });
    }
  };
}
