import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { UploadStatus } from '../features/bulk-upload/upload-status';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.bulkUpload;

/** One upload: its progress, preview or result. */
export function UploadStatusPage() {
  const { projectSpace: { slug, name, viewerPermissions } } = useOwnMembership();
  const { uploadId = '' } = useParams();
  const canEdit = viewerPermissions.includes('EDIT_WEB_USERS');
  const another = <Button component={Link} to={paths.upload(slug)} variant="default">{t.another}</Button>;
  return (
    <Page
      title={t.shortTitle} product={texts.product} action={canEdit ? another : null}
      crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: t.shortTitle })} crumbsLabel={texts.frame.crumbs}
    >
      {canEdit
        ? <UploadStatus key={uploadId} id={uploadId} />
        : <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noEdit}</StatePicture>}
    </Page>
  );
}
