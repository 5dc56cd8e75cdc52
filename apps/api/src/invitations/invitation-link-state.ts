import type { LinkedInvitation } from './linked-invitation';
import { InvitationExpired, InvitationReplaced, InvitationUnknown, InvitationUsed } from './invitation.errors';
import { InvitationState } from './invitation.entity';

/** What a link shows itself to be (INV-9). */
export enum InvitationLinkState {
  OPEN = 'OPEN',
  EXPIRED = 'EXPIRED',
  USED = 'USED',
  REPLACED = 'REPLACED',
  UNKNOWN = 'UNKNOWN',
}

type Linked = Pick<LinkedInvitation, 'status' | 'sending' | 'linkSending' | 'expiresAt'>;

/** Deleted and unknown look alike; a link of an earlier sending says that a newer one was sent. */
export function linkState(invitation: Linked | null, now: Date): InvitationLinkState {
  if (!invitation || invitation.status === InvitationState.REMOVED) return InvitationLinkState.UNKNOWN;
  if (invitation.status === InvitationState.ACCEPTED || invitation.status === InvitationState.DECLINED) {
    return InvitationLinkState.USED;
  }
  const isEarlier = invitation.linkSending !== null && invitation.linkSending !== invitation.sending;
  if (invitation.status === InvitationState.REPLACED || isEarlier) return InvitationLinkState.REPLACED;
  return invitation.expiresAt <= now ? InvitationLinkState.EXPIRED : InvitationLinkState.OPEN;
}

export function refusalOfState(state: InvitationLinkState) {
  return {
    OPEN: null,
    EXPIRED: new InvitationExpired(),
    USED: new InvitationUsed(),
    REPLACED: new InvitationReplaced(),
    UNKNOWN: new InvitationUnknown(),
  }[state];
}

type Shown = 'email' | 'projectSpaceName' | 'invitedByName' | 'roleName' | 'expiresAt' | 'accountExists';

export type VisibleLink = { state: InvitationLinkState } & Partial<Pick<LinkedInvitation, Shown>>;

/** Open and expired links show everything, used and replaced ones the project space only, unknown ones nothing (INV-7). */
export function visibleOf(invitation: LinkedInvitation | null, now: Date): VisibleLink {
  const state = linkState(invitation, now);
  if (!invitation || state === InvitationLinkState.UNKNOWN) return { state };
  const { email, projectSpaceName, invitedByName, roleName, expiresAt, accountExists } = invitation;
  const isWhole = state === InvitationLinkState.OPEN || state === InvitationLinkState.EXPIRED;
  return isWhole
    ? { state, email, projectSpaceName, invitedByName, roleName, expiresAt, accountExists }
    : { state, projectSpaceName };
}
