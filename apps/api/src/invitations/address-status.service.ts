import { requireAnyOf } from '../access/access';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import { type AddressBlocks } from '../mail-delivery/address-blocks.service';
import { canSee as canSeeMember } from '../memberships/membership.policy';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { MembershipRow } from '../memberships/membership-row.repository';
import type { Clock } from '../platform/clock';
import { parseEmailAddress } from '../web-users/email-address';
import { type WebUserRepository } from '../web-users/web-user.repository';
import { canSee, isExpired } from './invitation.policy';
import { type InvitationRepository } from './invitation.repository';
import type { InvitationRow } from './invitation-row.repository';

export enum AddressState {
  FREE = 'FREE',
  INVALID = 'INVALID',
  MEMBER = 'MEMBER',
  INVITED = 'INVITED',
  EXPIRED = 'EXPIRED',
  DEACTIVATED = 'DEACTIVATED',
  BLOCKED = 'BLOCKED',
}

export interface AddressStatus {
  state: AddressState;
  membership: MembershipRow | null;
  invitation: InvitationRow | null;
}

/** Says at once, while an address is being typed, what inviting it would meet; of what is outside only that (ROL-7). */
export class AddressStatusService {
  constructor(
    private readonly people: WebUserRepository,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly blocks: AddressBlocks,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, projectSpaceId: string, email: string): Promise<AddressStatus> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.EDIT_WEB_USERS);
    const nothing = { membership: null, invitation: null };
    const parsed = parseEmailAddress(email);
    if ('problem' in parsed) return { state: AddressState.INVALID, ...nothing };
    const account = await this.people.findByAddress(parsed.address);
    const [membership = null] = account ? await this.memberships.byPerson([`${projectSpaceId}/${account.id}`]) : [];
    if (membership) return { ...nothing, state: AddressState.MEMBER, membership: canSeeMember(standing, membership) ? membership : null };
    if (account?.deactivated) return { state: AddressState.DEACTIVATED, ...nothing };
    const invitation = await this.invitations.findOpenTo(projectSpaceId, parsed.address, account?.id ?? null);
    const expired = invitation !== null && isExpired(invitation, this.clock.now());
    const seen = invitation && canSee(standing, invitation) ? invitation : null;
    if (invitation && !(expired && seen)) return { ...nothing, state: AddressState.INVITED, invitation: seen };
    if (await this.blocks.isBlocked(parsed.address)) return { ...nothing, state: AddressState.BLOCKED, invitation: seen };
    return { ...nothing, state: seen ? AddressState.EXPIRED : AddressState.FREE, invitation: seen };
  }
}
