import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import type { WebhookRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { MenuActs } from '../../ui/menu-acts';
import { useWebhookChanges } from './use-webhook-changes';

const t = texts.webhooks;

/** What asks before it is done. */
export type WebhookAction = 'edit' | 'rotate' | 'delete';

interface WebhookMenuProps {
  webhook: WebhookRowFragment;
  onAsk: (action: WebhookAction) => void;
}

export function WebhookMenu({ webhook: { id, url, enabled }, onAsk }: WebhookMenuProps) {
  const { test, setEnabled } = useWebhookChanges();
  const acts = [
    { label: t.edit, run: () => onAsk('edit') },
    { label: t.test, run: () => void test(id), isBlocked: !enabled },
    { label: enabled ? t.switchOff : t.switchOn, run: () => void setEnabled(id, !enabled) },
    { label: t.rotate, run: () => onAsk('rotate') },
    { label: t.delete, run: () => onAsk('delete'), isEnding: true },
  ];
  return (
    <Menu position="bottom-end" withinPortal width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(url)} style={{ verticalAlign: 'middle' }}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuActs acts={acts} reason={t.offReason} />
      </Menu.Dropdown>
    </Menu>
  );
}
