import { useQuery } from '@apollo/client/react';
import { MemberDocument } from '../../gql/graphql';
import { nameOf } from './use-member-changes';

/** The name of a member, once it is known; shares its answer with the page. */
export function useMemberName(slug: string, id: string): string | null {
  const { data } = useQuery(MemberDocument, { variables: { slug, id } });
  const member = data?.projectSpace?.membership;
  return member ? nameOf(member) : null;
}
