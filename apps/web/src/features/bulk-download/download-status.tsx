import { Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileUnknown } from '@tabler/icons-react';
import { Link } from 'react-router';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Deadline } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { sentenceOf, shareOf, statusLabel } from './download-words';
import { useDownload } from './use-download';

const t = texts.bulkDownload;

/** A download from its beginning to its end; a reload loses nothing (DWN-2). */
export function DownloadStatus({ slug, id }: { slug: string; id: string }) {
  const { download, isLoading, error, refetch } = useDownload(id);
  if (error && !download) return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  if (isLoading) return <LoadingRows label={texts.loading} count={2} />;
  if (!download) return <StatePicture icon={<IconFileUnknown aria-hidden />} tone="gray" title={t.notFound}>{t.notFoundDetail}</StatePicture>;
  const { status, progress, downloadUrl, expiresAt } = download;
  const { label, tone } = statusLabel(status);
  return (
    <Stack gap="md" className="panel" p="md">
      <Group gap="sm" role="status">
        <Badge variant="light" tt="none" color={tone}>{label}</Badge>
        <Text className="wrap">{sentenceOf(download)}</Text>
      </Group>
      {status === 'WORKING' && (
        <Stack gap={4}>
          <Progress.Root size="lg">
            <Progress.Section value={shareOf(progress)} animated aria-label={label} />
          </Progress.Root>
          <Text size="sm" className="quiet">{t.progress(progress.done, progress.total ?? 0)}</Text>
        </Stack>
      )}
      {downloadUrl && expiresAt && <Text size="sm" className="quiet">{t.readyUntil} <Deadline at={expiresAt} />.</Text>}
      <Group gap="sm">
        {downloadUrl && (
          <Button component="a" href={downloadUrl} download leftSection={<IconDownload size={18} aria-hidden />}>{t.get}</Button>
        )}
        {status !== 'WORKING' && !downloadUrl && <Button component={Link} to={paths.download(slug)}>{t.another}</Button>}
      </Group>
    </Stack>
  );
}
