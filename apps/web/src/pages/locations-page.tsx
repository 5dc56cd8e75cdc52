import { Button, Stack, Text } from '@mantine/core';
import { IconLock, IconMapPinOff, IconPlus } from '@tabler/icons-react';
import { LocationsPanel } from '../features/locations/locations-panel';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { useUrlState } from '../ui/url-state';
import { crumbsOf } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.locations;

export function LocationsPage() {
  const { projectSpace: { id, slug, name, usesLocations, viewerPermissions, viewerArea } } = useOwnMembership();
  const url = useUrlState();
  const canView = viewerPermissions.includes('VIEW_LOCATIONS') || viewerPermissions.includes('VIEW_WEB_USERS');
  const canEdit = viewerPermissions.includes('EDIT_LOCATIONS');
  const open = () => url.set({ add: 'yes' });
  const add = <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>{t.add}</Button>;
  return (
    <Page
      title={t.title} product={texts.product} crumbs={crumbsOf(name, texts.frame.users, t.title)} crumbsLabel={texts.frame.crumbs}
      action={canView && canEdit && usesLocations ? add : null}
    >
      {!canView && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
      {canView && !usesLocations && <StatePicture icon={<IconMapPinOff aria-hidden />} tone="gray" title={t.off}>{t.offDetail}</StatePicture>}
      {canView && usesLocations && (
        <Stack gap="md">
          <Text className="quiet">{t.detail}</Text>
          <LocationsPanel
            slug={slug} projectSpaceId={id} canEdit={canEdit} canTop={!viewerArea} isAdding={url.get('add') === 'yes'}
            onAdd={open} onAdded={() => url.set({ add: null })}
          />
        </Stack>
      )}
    </Page>
  );
}
