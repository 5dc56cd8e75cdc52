import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Box, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from 'react-router';
import { UploadsDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { Pager } from '../../ui/pager';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { makerWords, statusLabel } from './upload-words';

const t = texts.bulkUpload;

/** Who uploaded what, and when (UPL-10). */
export function UploadHistory({ slug }: { slug: string }) {
  const url = useUrlState('u_');
  const after = url.get('after') || null;
  const { data, previousData, error, refetch } = useQuery(UploadsDocument, {
    variables: { slug, first: 20, after }, fetchPolicy: 'cache-and-network',
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
              {page.nodes.map(({ id, fileName, createdBy, createdById, createdAt, status, summary }) => (
                <tr key={id}>
                  <td className="wrap"><Anchor component={Link} to={paths.uploadStatus(slug, id)}>{fileName}</Anchor></td>
                  <td data-label={t.by} className="wrap">{makerWords({ createdBy, createdById })}</td>
                  <td data-label={t.when}><Moment at={createdAt} /></td>
                  <td data-label={t.status}><Badge variant="light" tt="none" color={statusLabel(status).tone}>{statusLabel(status).label}</Badge></td>
                  <td data-label={t.outcome}>{t.total(summary.rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            label={t.pages} info={{ ...page.pageInfo, hasPreviousPage: after !== null }}
            summary={`${t.history}: ${page.totalCount.toLocaleString()}`} previousLabel={t.newest} nextLabel={t.older}
            onPage={(next) => url.set({ after: next.after })}
          />
        </>
      )}
    </Box>
  );
}
