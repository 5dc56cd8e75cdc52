import type { Invitation } from './invitation.entity';

/** An invitation as the bearer of one of its links may come to know it. */
export interface LinkedInvitation extends Pick<
  Invitation, 'projectSpaceId' | 'id' | 'email' | 'roleId' | 'invitedById' | 'expiresAt' | 'sending' | 'status'
> {
  /** The sending this link belongs to; null where the invitation was found without a link. */
  linkSending: number | null;
  projectSpaceName: string;
  roleName: string | null;
  invitedByName: string | null;
  invitedAt: Date;
  accountExists: boolean;
}
