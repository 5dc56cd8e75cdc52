import type { ReactNode } from 'react';
import type { MemberRowFragment } from '../../gql/graphql';

export interface Place {
  id: string;
  code: string;
  name: string;
}

export interface SelectionBarProps {
  slug: string;
  spaceName: string;
  usesLocations: boolean;
  chosen: readonly MemberRowFragment[];
  renderLocations: (props: { value: Place[]; onChange: (value: Place[]) => void }) => ReactNode;
  onDone: () => void;
}
