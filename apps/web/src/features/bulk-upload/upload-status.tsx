import { useApolloClient, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileUnknown } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { type UploadFragment, UploadChangedDocument, UploadDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { focusAgain } from '../../ui/focus';
import { Deadline, Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useLive } from '../../ui/use-live';
import { UploadRows } from './upload-rows';
import { applyLabel, isMoving, makerWords, statusLabel } from './upload-words';
import { useUploadChanges } from './use-upload-changes';

const t = texts.bulkUpload;
/** How often is asked where no stream tells of changes: an upload that stands may be applied by its maker elsewhere. */
const POLLING = { moving: 1_000, standing: 10_000, live: 60_000 };

/** An upload from its check to its result; whoever else looks at it sees the same (UPL-9). */
export function UploadStatus({ id }: { id: string }) {
  const client = useApolloClient();
  const isLive = useLive(
    useCallback(() => client.subscribe({ query: UploadChangedDocument, variables: { id } }), [client, id]),
    () => client.refetchQueries({ include: [UploadDocument] }));
  const { data, error, refetch, startPolling } = useQuery(UploadDocument, {
    variables: { id }, fetchPolicy: 'cache-and-network', pollInterval: POLLING.moving, context: { queryDeduplication: false },
  });
  const upload = data?.bulkUpload;
  const polled = upload && isMoving(upload.status) ? POLLING.moving : POLLING.standing;
  if (upload) startPolling(isLive ? POLLING.live : polled);
  if (error && !upload) return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows label={texts.loading} />;
  if (!upload) return <StatePicture icon={<IconFileUnknown aria-hidden />} tone="gray" title={t.notFound} />;
  const hasRows = upload.summary.rows > 0 && upload.status !== 'CHECKING';
  return (
    <Stack gap="md">
      <Stage upload={upload} />
      {hasRows && <UploadRows upload={upload} />}
    </Stack>
  );
}

function sentenceOf(upload: UploadFragment): string {
  const { status, viewerCanApply, progress, summary } = upload;
  if (status === 'READY' && !viewerCanApply) return t.readyOthers(makerWords(upload));
  if (status === 'READY') return summary.rows < (progress.total ?? 0) ? t.readyUnseen : t.ready;
  return {
    AWAITING_FILE: t.awaiting, CHECKING: t.checking, APPLYING: t.applying, DONE: t.done, REFUSED: t.refused, CANCELLED: t.cancelled, FAILED: t.failed,
  }[status];
}

/** How far it has come, and what can be done now. */
function Stage({ upload }: { upload: UploadFragment }) {
  const { fileName, createdAt, status, progress: { done, total }, problems, resultUrl, appliedRows, mailHeldUntil } = upload;
  const { label, tone } = statusLabel(status);
  const isOver = status === 'DONE' || status === 'CANCELLED' || status === 'FAILED';
  return (
    <Stack gap="sm" className="panel" p="md">
      <Group gap="xs">
        <Text fw={600} className="wrap">{fileName}</Text>
        <Text size="sm" className="quiet">{makerWords(upload)}, <Moment at={createdAt} /></Text>
      </Group>
      <Group gap="sm" role="status">
        <Badge variant="light" tt="none" color={tone}>{label}</Badge>
        <Text className="wrap">{sentenceOf(upload)}</Text>
      </Group>
      {isMoving(status) && status !== 'AWAITING_FILE' && (
        <Stack gap={4}>
          <Progress.Root size="lg">
            <Progress.Section value={total ? (done / total) * 100 : 0} animated aria-label={label} />
          </Progress.Root>
          <Text size="sm" className="quiet">{total === null || total === undefined ? t.progressStart : t.progress(done, total)}</Text>
        </Stack>
      )}
      {problems.length > 0 && (
        <Alert color="red" variant="light" title={status === 'REFUSED' ? t.refused : label}>
          {problems.map(({ message }) => <Text key={message} size="sm" className="wrap">{message}</Text>)}
        </Alert>
      )}
      {isOver && <Text size="sm">{t.applied(appliedRows)}</Text>}
      {mailHeldUntil && <Text size="sm">{t.heldUntil} <Deadline at={mailHeldUntil} />.</Text>}
      <StageActions upload={upload} />
      {resultUrl && (
        <Group>
          <Button component="a" href={resultUrl} download variant="default" leftSection={<IconDownload size={18} aria-hidden />}>{t.result}</Button>
        </Group>
      )}
    </Stack>
  );
}

function StageActions({ upload: { id, summary, viewerCanApply, viewerCanCancel } }: { upload: UploadFragment }) {
  const [renews, setRenews] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { apply, cancel } = useUploadChanges(id);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
    focusAgain(null);
  };
  if (!viewerCanApply && !viewerCanCancel) return null;
  return (
    <>
      {viewerCanApply && summary.invitationsRenewed > 0 && (
        <Checkbox label={t.renew(summary.invitationsRenewed)} checked={renews} onChange={(event) => setRenews(event.currentTarget.checked)} />
      )}
      <Group gap="sm">
        {viewerCanApply && <Button loading={isBusy} className="two-lines" onClick={() => void run(async () => await apply(renews))}>{applyLabel(summary, renews)}</Button>}
        {viewerCanCancel && <Button variant="default" disabled={isBusy} onClick={() => void run(cancel)}>{t.cancel}</Button>}
      </Group>
    </>
  );
}
