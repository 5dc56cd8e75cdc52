import { useQuery } from '@apollo/client/react';
import { AdminCountDocument } from '../../gql/graphql';
import { texts } from '../../texts';

/** Why one cannot remove oneself, and whom to turn to: another admin, or support where there is none (MEM-3, SUP-5). */
export function useSelfReason(slug: string, supportContact: string | null | undefined): string {
  const { data } = useQuery(AdminCountDocument, { variables: { slug } });
  const admins = data?.projectSpace?.roles?.find(({ isAdmin }) => isAdmin)?.memberCount;
  return admins === 1 ? texts.members.onlyAdminReason(supportContact) : texts.members.selfReason;
}
