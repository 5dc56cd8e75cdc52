import type { InvitationRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';

/** Who invited; of those who left only the ID is told (MEM-5). */
export function inviterWords({ invitedBy }: Pick<InvitationRowFragment, 'invitedBy'>): string {
  return invitedBy ? `${invitedBy.firstName} ${invitedBy.lastName}` : texts.invitations.formerMember;
}
