import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconLock, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { RoleList } from '../features/roles/role-list';
import { useSession } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.roles;

export function RolesPage() {
  const { projectSpace: { slug, name, plan, viewerPermissions } } = useOwnMembership();
  const { site } = useSession();
  const canView = viewerPermissions.includes('VIEW_ROLES') || viewerPermissions.includes('VIEW_WEB_USERS');
  const isOnPlan = plan !== 'COMMUNITY';
  const add = (
    <Button component={Link} to={paths.newRole(slug)} leftSection={<IconPlus size={18} aria-hidden />}>{t.add}</Button>
  );
  return (
    <Page
      title={t.title} product={texts.product} crumbs={crumbsOf(name, texts.frame.users, t.title)} crumbsLabel={texts.frame.crumbs}
      action={viewerPermissions.includes('EDIT_ROLES') && isOnPlan ? add : null}
    >
      {!canView && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
      {canView && (
        <Stack gap="md">
          <Text className="quiet">{t.detail}</Text>
          {!isOnPlan && (
            <Alert color="blue" variant="light" title={t.plan} icon={<IconInfoCircle aria-hidden />}>{t.planDetail(site.supportContact)}</Alert>
          )}
          <RoleList slug={slug} />
        </Stack>
      )}
    </Page>
  );
}
