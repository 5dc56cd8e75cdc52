import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import type { WebhookRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
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
  return (
    <Menu position="bottom-end" withinPortal width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(url)} style={{ verticalAlign: 'middle' }}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk('edit')}>{t.edit}</Menu.Item>
        <Menu.Item disabled={!enabled} onClick={() => void test(id)}>{t.test}</Menu.Item>
        <Menu.Item onClick={() => void setEnabled(id, !enabled)}>{enabled ? t.switchOff : t.switchOn}</Menu.Item>
        <Menu.Item onClick={() => onAsk('rotate')}>{t.rotate}</Menu.Item>
        <Menu.Item color="red" onClick={() => onAsk('delete')}>{t.delete}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
