import { useQuery } from '@apollo/client/react';
import { OpenSpaceDocument, type OpenSpaceQuery } from '../../gql/graphql';
import type { OwnPlace } from './session';

export interface OwnMembership extends Omit<OwnPlace, 'projectSpace'> {
  projectSpace: NonNullable<OpenSpaceQuery['projectSpace']>;
}

/** What the viewer is in one project space, with all that its pages need of it; null until it is known. */
export function useOpenSpace(place: OwnPlace): { membership: OwnMembership | null; isFailed: boolean; retry: () => void } {
  const { data, previousData, error, refetch } = useQuery(OpenSpaceDocument, { variables: { slug: place.projectSpace.slug } });
  const projectSpace = (data ?? previousData)?.projectSpace;
  return {
    membership: projectSpace ? { ...place, projectSpace } : null,
    isFailed: !projectSpace && error !== undefined,
    retry: () => void refetch(),
  };
}
