import { Code, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LocationNodeFragment } from '../../gql/graphql';
import { texts } from '../../texts';

interface LocationLineProps {
  location: LocationNodeFragment;
  /** The way down to it, where it is shown on its own. */
  above?: string;
  lead?: ReactNode;
  menu: ReactNode;
}

export function LocationLine({ location: { name, code, memberCount }, above, lead, menu }: LocationLineProps) {
  return (
    <div className="line">
      <span className="lead">{lead}</span>
      <Group gap={8} flex={1} miw={0} className="wrap">
        <span>
          {above && <span className="quiet">{above} › </span>}
          <Text span fw={600} size="sm">{name}</Text>
        </span>
        <Code>{code}</Code>
      </Group>
      <Text size="sm" className="quiet">{texts.locations.people(memberCount)}</Text>
      {menu}
    </div>
  );
}
