import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MemberRowFragment } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
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
  const reason = selfReason ?? t.notAllowed;
  const blocked = !member.viewerCanRemove;
  return (
    <Menu position="bottom-end" withinPortal width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(nameOf(member))}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={paths.webUser(slug, member.id)}>{member.viewerCanEdit ? t.change : t.details}</Menu.Item>
        {member.active
          ? <Menu.Item disabled={blocked} onClick={onDeactivate}>{t.deactivate}</Menu.Item>
          : <Menu.Item disabled={blocked} onClick={onReactivate}>{t.reactivate}</Menu.Item>}
        <Menu.Item color="red" disabled={blocked} onClick={onRemove}>{t.remove}</Menu.Item>
        {blocked && <Text size="xs" className="quiet" px="sm" py={6}>{reason}</Text>}
      </Menu.Dropdown>
    </Menu>
  );
}
