import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Box, Button, Group, Text, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from 'react-router';
import { UploadsDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { makerWords, statusLabel } from './upload-words';

const t = texts.bulkUpload;

/** Who uploaded what, and when (UPL-10). */
export function UploadHistory({ slug }: { slug: string }) {
  const url = useUrlState('u_');
  const { data, previousData, error, refetch } = useQuery(UploadsDocument, {
    variables: { slug, first: 20, after: url.get('after') || null }, fetchPolicy: 'cache-and-network',
  });
  const page = (data ?? previousData)?.projectSpace?.bulkUploads;
  return (
    <Box component="section" className="panel" aria-labelledby="uploads-heading">
      <Title order={2} id="uploads-heading" p="md" pb="sm">{t.history}</Title>
      {error && !page && <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />}
      {!error && !page && <LoadingRows label={texts.loading} count={3} />}
      {page?.nodes.length === 0 && <StatePicture icon={<IconFileSpreadsheet aria-hidden />} tone="gray" title={t.historyEmpty} />}
      {page && page.nodes.length > 0 && (
        <>
          <table className="rows" aria-labelledby="uploads-heading">
            <thead>
              <tr>
                <th scope="col">{t.file}</th><th scope="col">{t.by}</th><th scope="col">{t.when}</th><th scope="col">{t.status}</th>
                <th scope="col">{t.outcome}</th>
              </tr>
            </thead>
            <tbody>
              {page.nodes.map(({ id, fileName, createdBy, createdAt, status, summary }) => (
                <tr key={id}>
                  <td className="wrap"><Anchor component={Link} to={paths.uploadStatus(slug, id)}>{fileName}</Anchor></td>
                  <td data-label={t.by} className="wrap">{makerWords(createdBy)}</td>
                  <td data-label={t.when}><Moment at={createdAt} /></td>
                  <td data-label={t.status}><Badge variant="light" tt="none" color={statusLabel(status).tone}>{statusLabel(status).label}</Badge></td>
                  <td data-label={t.outcome}>{t.total(summary.rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Group component="nav" aria-label={t.pages} justify="space-between" p="sm">
            <Text size="sm" className="quiet">{t.history}: {page.totalCount.toLocaleString()}</Text>
            <Group gap="xs">
              {url.get('after') && <Button variant="default" size="xs" onClick={() => url.set({ after: null })}>{t.newest}</Button>}
              {page.pageInfo.hasNextPage && <Button variant="default" size="xs" onClick={() => url.set({ after: page.pageInfo.endCursor ?? null })}>{t.older}</Button>}
            </Group>
          </Group>
        </>
      )}
    </Box>
  );
}
