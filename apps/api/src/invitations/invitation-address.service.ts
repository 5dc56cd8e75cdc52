import { type AddressBlocks } from '../mail-delivery/address-blocks.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import type { Refusal } from '../platform/refusal';
import { AlreadyMember } from '../memberships/membership.errors';
import { type MembershipRepository } from '../memberships/membership.repository';
import { refusalOfAddress } from '../web-users/address.errors';
import { parseEmailAddress } from '../web-users/email-address';
import type { WebUser } from '../web-users/web-user.entity';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { AlreadyInvited, InvitedAccountDeactivated } from './invitation.errors';
import { isExpired } from './invitation.policy';
import { type InvitationRepository } from './invitation.repository';
import type { InvitationRow } from './invitation-row.repository';

/** What stands in the way of inviting an address, or the way that is open. */
export interface AddressFinding {
  address: string;
  account: WebUser | null;
  /** An expired invitation, which inviting again revives (INV-1). */
  expired: InvitationRow | null;
}

export class InvitationAddressService {
  constructor(
    private readonly people: WebUserRepository,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly blocks: AddressBlocks,
    private readonly clock: Clock,
  ) {}

  /** Judges an address in the order of ACC-2, at both addresses of a known account (ADR-2). */
  async judge(tx: Transaction, projectSpaceId: string, email: string): Promise<AddressFinding | Refusal> {
    const parsed = parseEmailAddress(email);
    if ('problem' in parsed) return refusalOfAddress(parsed.problem, 'email');
    const { address } = parsed;
    const account = await this.people.findByAddress(address, tx);
    if (account && (await this.memberships.isMember(tx, projectSpaceId, account.id))) return new AlreadyMember('email');
    if (account?.deactivated) return new InvitedAccountDeactivated('email');
    const open = await this.invitations.findOpenTo(projectSpaceId, address, account?.id ?? null, tx);
    if (open && !isExpired(open, this.clock.now())) return new AlreadyInvited();
    return (await this.blocks.refusalOf(tx, address, 'email')) ?? { address, account, expired: open };
  }

  async lock(tx: Transaction, email: string): Promise<void> {
    const parsed = parseEmailAddress(email);
    if ('address' in parsed) await this.people.lockAddresses(tx, parsed.address);
  }
}
