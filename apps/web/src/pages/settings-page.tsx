import { Box, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { SettingsForm } from '../features/settings/settings-form';
import { TwoFactorRequirement } from '../features/settings/two-factor-requirement';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.settings;

export function SettingsPage() {
  const { projectSpace } = useOwnMembership();
  const canEdit = projectSpace.viewerPermissions.includes('EDIT_PROJECT_SETTINGS');
  return (
    <Page
      title={t.title} product={texts.product} crumbs={crumbsOf(projectSpace.name, texts.frame.project, t.title)}
      crumbsLabel={texts.frame.crumbs}
    >
      {canEdit
        ? (
          <Stack gap="lg">
            <Box className="panel" p="md"><SettingsForm space={projectSpace} /></Box>
            <TwoFactorRequirement space={projectSpace} canView={projectSpace.viewerPermissions.includes('VIEW_WEB_USERS')} />
          </Stack>
        )
        : <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noEdit}</StatePicture>}
    </Page>
  );
}
