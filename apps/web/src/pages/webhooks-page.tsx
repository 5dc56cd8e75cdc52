import { Button, Stack, Text } from '@mantine/core';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { DeliveryLog } from '../features/webhooks/delivery-log';
import { WebhookDialog } from '../features/webhooks/webhook-dialog';
import { WebhookList } from '../features/webhooks/webhook-list';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { useUrlState } from '../ui/url-state';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.webhooks;

export function WebhooksPage() {
  const { projectSpace: { id, slug, name, viewerPermissions, viewerArea } } = useOwnMembership();
  const url = useUrlState();
  const openId = url.get('log');
  const hasRight = viewerPermissions.includes('MANAGE_INTEGRATIONS');
  const canManage = hasRight && !viewerArea;
  const add = <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => url.set({ add: 'yes' })}>{t.add}</Button>;
  const open = (log: string) => url.set({ log, d_after: null });
  return (
    <Page
      title={t.title} product={texts.product} crumbs={crumbsOf(name, texts.frame.project, t.title)} crumbsLabel={texts.frame.crumbs}
      action={canManage ? add : null}
    >
      {!canManage && (
        <StatePicture icon={<IconLock aria-hidden />} tone="gray" order={2} title={texts.noAccess.title}>{hasRight ? t.noArea : t.noView}</StatePicture>
      )}
      {canManage && (
        <Stack gap="md">
          <Text className="quiet">{t.detail}</Text>
          <WebhookList projectSpaceId={id} slug={slug} openId={openId} onOpen={open} />
          {openId && <DeliveryLog key={openId} slug={slug} id={openId} onClose={() => open('')} />}
          {url.get('add') === 'yes' && <WebhookDialog projectSpaceId={id} webhook={null} onClose={() => url.set({ add: null })} />}
        </Stack>
      )}
    </Page>
  );
}
