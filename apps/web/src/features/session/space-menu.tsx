import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLock } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { type OwnPlace, useViewer } from './session';

function markOf(space: OwnPlace['projectSpace'], slug: string | null) {
  if (space.viewerMustSetUpTwoFactor) return <IconLock size={16} role="img" aria-label={texts.twoFactor.closed.markClosed} />;
  return space.slug === slug ? <IconCheck size={16} aria-hidden /> : null;
}

/** The project-space drop-down in the upper right. */
export function SpaceMenu({ slug }: { slug: string | null }) {
  const { memberships } = useViewer();
  const navigate = useNavigate();
  const spaces = memberships.map(({ projectSpace }) => projectSpace);
  if (spaces.length === 0) return null;
  const current = spaces.find((space) => space.slug === slug);
  const label = current?.name ?? texts.home.title;
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <Button
          variant="default" maw={{ base: 190, xs: 280 }} rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={`${texts.frame.projectSpace}: ${label}`}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        <Menu.Label>{texts.frame.projectSpace}</Menu.Label>
        {spaces.map((space) => (
          <Menu.Item
            key={space.id} className="wrap" onClick={() => void navigate(paths.webUsers(space.slug))}
            rightSection={markOf(space, slug)}
          >
            {space.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
