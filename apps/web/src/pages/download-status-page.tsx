import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { DownloadStatus } from '../features/bulk-download/download-status';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.bulkDownload;

/** One download: its progress, then its file. */
export function DownloadStatusPage() {
  const { projectSpace: { slug, name, viewerPermissions } } = useOwnMembership();
  const { downloadId = '' } = useParams();
  const canView = viewerPermissions.includes('VIEW_WEB_USERS');
  const another = <Button component={Link} to={paths.download(slug)} variant="default">{t.another}</Button>;
  return (
    <Page
      title={t.statusTitle} product={texts.product} action={canView ? another : null}
      crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: t.title })} crumbsLabel={texts.frame.crumbs}
    >
      {canView
        ? <DownloadStatus key={downloadId} slug={slug} id={downloadId} />
        : <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noView}</StatePicture>}
    </Page>
  );
}
