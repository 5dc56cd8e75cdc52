import { useQuery } from '@apollo/client/react';
import { Box, Button, Group, Text } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { type UploadFragment, UploadRowsDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { RowTable } from './row-table';
import { isMoving, rowFilter, TILES } from './upload-words';

const t = texts.bulkUpload;

/** Counts as tiles that filter; a hundred thousand rows are paged on the server. */
export function UploadRows({ upload: { id, status, summary } }: { upload: UploadFragment }) {
  const url = useUrlState('r_');
  const shown = url.get('show') || 'rows';
  const { data, previousData, error, loading, refetch } = useQuery(UploadRowsDocument, {
    variables: { id, after: url.get('after') || null, ...rowFilter(shown) }, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true,
  });
  useEffect(() => { void refetch(); }, [status, refetch]);
  const page = (data ?? previousData)?.bulkUpload?.rows;
  const isOver = status !== 'READY' && !isMoving(status);
  const label = (tile: (typeof TILES)[number]['tile']) => (tile === 'invitationsRenewed' && isOver ? t.tileRenewed : t.tile[tile]);
  return (
    <>
      <Group gap="sm" role="group" aria-label={t.tiles}>
        {TILES.filter(({ tile }) => tile === 'rows' || summary[tile] > 0).map(({ tile }) => (
          <button key={tile} type="button" className="tile" aria-pressed={shown === tile} onClick={() => url.set({ show: tile === 'rows' ? null : tile, after: null })}>
            <strong>{summary[tile].toLocaleString()}</strong>
            <span>{label(tile)}</span>
          </button>
        ))}
      </Group>
      <Box className="panel">
        {error && !page && <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />}
        {!error && !page && <LoadingRows label={texts.loading} />}
        {page?.nodes.length === 0 && <StatePicture icon={<IconFilterOff aria-hidden />} tone="gray" title={t.noRows} />}
        {page && page.nodes.length > 0 && (
          <>
            <RowTable rows={page.nodes} isOver={isOver} isBusy={loading} />
            <Group component="nav" aria-label={t.rowPages} justify="space-between" p="sm">
              <Text size="sm" className="quiet">{t.total(page.totalCount)}</Text>
              <Group gap="xs">
                {url.get('after') && <Button variant="default" size="xs" onClick={() => url.set({ after: null })}>{t.first}</Button>}
                {page.pageInfo.hasNextPage && <Button variant="default" size="xs" onClick={() => url.set({ after: page.pageInfo.endCursor ?? null })}>{t.next}</Button>}
              </Group>
            </Group>
          </>
        )}
      </Box>
    </>
  );
}
