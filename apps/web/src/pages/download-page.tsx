import { Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type LocationChoice, LocationsField } from '../features/assignment/assignment-fields';
import { BeginDownload } from '../features/bulk-download/begin-download';
import { RecentDownloads } from '../features/bulk-download/recent-downloads';
import { AreaNotice } from '../features/members/notices';
import { useViewer } from '../features/session/session';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.bulkDownload;

/** Filters with a live count, and the downloads there were. */
export function DownloadPage() {
  const { projectSpace: { id, slug, name, usesLocations, viewerPermissions, viewerArea } } = useOwnMembership();
  const { memberships } = useViewer();
  const navigate = useNavigate();
  const [locations, setLocations] = useState<LocationChoice[]>([]);
  const canView = viewerPermissions.includes('VIEW_WEB_USERS');
  const otherSpaces = memberships.map(({ projectSpace }) => projectSpace)
    .filter((space) => space.id !== id && space.viewerPermissions.includes('VIEW_WEB_USERS'));
  const locationsField = (onChange: (ids: string[]) => void) => usesLocations && (
    <LocationsField slug={slug} value={locations} placeholder={texts.members.anyLocation} onChange={(chosen) => {
      setLocations(chosen);
      onChange(chosen.map((location) => location.id));
    }} />
  );
  return (
    <Page title={t.title} product={texts.product} crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: t.title })} crumbsLabel={texts.frame.crumbs}>
      {!canView && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
      {canView && (
        <Stack gap="lg">
          {viewerArea && <AreaNotice area={viewerArea} />}
          <BeginDownload
            projectSpaceId={id} slug={slug} otherSpaces={otherSpaces} renderLocations={locationsField}
            onBegun={(download) => void navigate(paths.downloadStatus(slug, download))}
          />
          <RecentDownloads slug={slug} />
        </Stack>
      )}
    </Page>
  );
}
