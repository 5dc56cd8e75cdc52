import { Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { WholeFile } from '../features/bulk-download/whole-file';
import { ChooseFile } from '../features/bulk-upload/choose-file';
import { ColumnTable } from '../features/bulk-upload/column-table';
import { UploadHistory } from '../features/bulk-upload/upload-history';
import { paths } from '../paths';
import { texts } from '../texts';
import { Page } from '../ui/page';
import { StatePicture } from '../ui/states';
import { crumbsTo } from './crumbs';
import { useOwnMembership } from './frames';

const t = texts.bulkUpload;

function Step({ number, title, detail, children }: { number: number; title: string; detail?: string; children?: ReactNode }) {
  return (
    <section className="panel" aria-labelledby={`step-${number}`}>
      <Stack gap="sm" p="md">
        <Title order={2} id={`step-${number}`} fz="h3">{`${number}. ${title}`}</Title>
        {detail && <Text className="quiet">{detail}</Text>}
        {children}
      </Stack>
    </section>
  );
}

/** Three steps, and the uploads there were. */
export function UploadPage() {
  const { projectSpace: { id, slug, name, viewerPermissions } } = useOwnMembership();
  const navigate = useNavigate();
  const canEdit = viewerPermissions.includes('EDIT_WEB_USERS');
  return (
    <Page title={t.title} product={texts.product} crumbs={crumbsTo(name, { listPath: paths.webUsers(slug), label: t.shortTitle })} crumbsLabel={texts.frame.crumbs}>
      {!canEdit && <StatePicture icon={<IconLock aria-hidden />} tone="gray" title={texts.noAccess.title}>{t.noEdit}</StatePicture>}
      {canEdit && (
        <Stack gap="lg">
          <Step number={1} title={t.download} detail={t.downloadDetail}><WholeFile projectSpaceId={id} /></Step>
          <Step number={2} title={t.edit} detail={t.editDetail}><ColumnTable /></Step>
          <Step number={3} title={t.chooseStep}>
            <ChooseFile projectSpaceId={id} onSent={(upload) => void navigate(paths.uploadStatus(slug, upload))} />
          </Step>
          <UploadHistory slug={slug} />
        </Stack>
      )}
    </Page>
  );
}
