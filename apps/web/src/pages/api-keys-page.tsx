import { useQuery } from '@apollo/client/react';
import { Button, Stack, Text } from '@mantine/core';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { ApiKeyList } from '../features/api-keys/api-key-list';
import { CreateKeyDialog } from '../features/api-keys/create-key-dialog';
import { PermissionFields } from '../features/roles/permission-fields';
import { PermissionCatalogueDocument } from '../gql/graphql';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { LoadingRows, StatePicture } from '../ui/states';
import { useUrlState } from '../ui/url-state';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.apiKeys;

export function ApiKeysPage() {
  const { projectSpace: { id, slug, name, viewerPermissions } } = useOwnMembership();
  const { data } = useQuery(PermissionCatalogueDocument);
  const url = useUrlState();
  const canManage = viewerPermissions.includes('MANAGE_INTEGRATIONS');
  const add = <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => url.set({ add: 'yes' })}>{t.add}</Button>;
  return (
    <Page
      title={t.title} product={texts.product} crumbs={crumbsOf(name, texts.frame.project, t.title)} crumbsLabel={texts.frame.crumbs}
      action={canManage ? add : null}
    >
      {!canManage && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
      {canManage && (
        <Stack gap="md">
          <Text className="quiet">{t.detail}</Text>
          <ApiKeyList slug={slug} />
          {url.get('add') === 'yes' && (
            <CreateKeyDialog
              projectSpaceId={id} onClose={() => url.set({ add: null })}
              renderPermissions={(choice) => (data
                ? <PermissionFields catalogue={data.permissionCatalogue} held={viewerPermissions} disabled={false} {...choice} />
                : <LoadingRows label={texts.loading} />)}
            />
          )}
        </Stack>
      )}
    </Page>
  );
}
