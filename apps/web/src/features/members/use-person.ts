import { useQuery } from '@apollo/client/react';
import { MemberDocument } from '../../gql/graphql';
import { nameOf } from './use-member-changes';

/** Who a member is, once it is known; shares its answer with the page. */
export function usePerson(slug: string, id: string): { webUserId: string; name: string } | null {
  const { data } = useQuery(MemberDocument, { variables: { slug, id } });
  const member = data?.projectSpace?.membership;
  return member ? { webUserId: member.webUser.id, name: nameOf(member) } : null;
}
