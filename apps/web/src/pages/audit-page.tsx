import { Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { HistoryPanel } from '../features/history/history-panel';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.history;

export function AuditPage() {
  const { projectSpace: { slug, name, viewerPermissions } } = useOwnMembership();
  return (
    <Page title={t.title} product={texts.product} crumbs={crumbsOf(name, texts.frame.project, t.title)} crumbsLabel={texts.frame.crumbs}>
      {viewerPermissions.includes('VIEW_AUDIT_LOG') ? (
        <Stack gap="md">
          <Text className="quiet">{t.detail}</Text>
          <HistoryPanel slug={slug} />
        </Stack>
      ) : <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
    </Page>
  );
}
