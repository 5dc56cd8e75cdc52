import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Box, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from 'react-router';
import { DownloadsDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Deadline, Moment } from '../../ui/moment';
import { Pager } from '../../ui/pager';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { statusLabel } from './download-words';

const t = texts.bulkDownload;

/** The viewer's own, newest first. */
export function RecentDownloads({ slug }: { slug: string }) {
  const url = useUrlState('d_');
  const after = url.get('after') || null;
  const { data, previousData, error, refetch } = useQuery(DownloadsDocument, {
    variables: { slug, after }, fetchPolicy: 'cache-and-network',
  });
  const page = (data ?? previousData)?.projectSpace?.bulkDownloads;
  return (
    <Box component="section" className="panel" aria-labelledby="downloads-heading">
      <Title order={2} id="downloads-heading" p="md" pb="sm">{t.recent}</Title>
      {error && !page && <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />}
      {!error && !page && <LoadingRows label={texts.loading} count={3} />}
      {page?.nodes.length === 0 && <StatePicture icon={<IconFileSpreadsheet aria-hidden />} tone="gray" title={t.recentEmpty} />}
      {page && page.nodes.length > 0 && (
        <>
          <table className="rows" aria-labelledby="downloads-heading">
            <thead>
              <tr>
                <th scope="col">{t.made}</th><th scope="col">{t.status}</th><th scope="col">{t.file}</th><th scope="col">{t.rows}</th>
                <th scope="col">{t.until}</th>
              </tr>
            </thead>
            <tbody>
              {page.nodes.map(({ id, createdAt, status, fileName, rowCount, downloadUrl, expiresAt }) => (
                <tr key={id}>
                  <td><Anchor component={Link} to={paths.downloadStatus(slug, id)}><Moment at={createdAt} /></Anchor></td>
                  <td data-label={t.status}><Badge variant="light" tt="none" color={statusLabel(status).tone}>{statusLabel(status).label}</Badge></td>
                  <td data-label={t.file}>{downloadUrl ? <Anchor href={downloadUrl} download>{fileName}</Anchor> : fileName ?? '–'}</td>
                  <td data-label={t.rows}>{rowCount?.toLocaleString() ?? '–'}</td>
                  <td data-label={t.until}>{expiresAt ? <Deadline at={expiresAt} /> : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            label={t.pages} info={{ ...page.pageInfo, hasPreviousPage: after !== null }}
            summary={`${t.recent}: ${page.totalCount.toLocaleString()}`} previousLabel={t.newest} nextLabel={t.older}
            onPage={(next) => url.set({ after: next.after })}
          />
        </>
      )}
    </Box>
  );
}
