import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MemberRowFragment } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { MenuActs } from '../../ui/menu-acts';
import { nameOf } from './use-member-changes';

const t = texts.members;

interface MemberMenuProps {
  slug: string;
  member: MemberRowFragment;
  /** Set on one's own row: why one cannot end one's own membership. */
  selfReason: string | null;
  onDeactivate: () => void;
  onReactivate: () => void;
  onRemove: () => void;
}

/** What cannot be done is shown with the reason, not hidden. */
export function MemberMenu({ slug, member, selfReason, onDeactivate, onReactivate, onRemove }: MemberMenuProps) {
  const isBlocked = !member.viewerCanRemove;
  const acts = [
    member.active ? { label: t.deactivate, run: onDeactivate, isBlocked } : { label: t.reactivate, run: onReactivate, isBlocked },
    { label: t.remove, run: onRemove, isEnding: true, isBlocked },
  ];
  return (
    <Menu position="bottom-end" withinPortal width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(nameOf(member))}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={paths.webUser(slug, member.id)}>{member.viewerCanEdit ? t.change : t.details}</Menu.Item>
        <MenuActs acts={acts} reason={selfReason ?? t.notAllowed} />
      </Menu.Dropdown>
    </Menu>
  );
}
