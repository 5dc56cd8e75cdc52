import { useQuery } from '@apollo/client/react';
import { SingleAdminDocument } from '../../gql/graphql';
import { texts } from '../../texts';

/** Why one cannot remove oneself, and whom to turn to: another admin, or support where there is none (MEM-3, SUP-5). */
export function useSelfReason(slug: string, supportContact: string | null | undefined): string {
  const { data } = useQuery(SingleAdminDocument, { variables: { slug } });
  return data?.projectSpace?.hasSingleAdmin ? texts.members.onlyAdminReason(supportContact) : texts.members.selfReason;
}
