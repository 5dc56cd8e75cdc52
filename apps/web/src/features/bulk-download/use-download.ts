import { useQuery } from '@apollo/client/react';
import { DownloadDocument } from '../../gql/graphql';

const WORKING_MS = 500;
const STANDING_MS = 30_000;

/** A download, followed while it is being made; later only so that its end is seen. */
export function useDownload(id: string | null) {
  const { data, error, refetch, startPolling } = useQuery(DownloadDocument, {
    variables: { id: id ?? '' }, skip: id === null, fetchPolicy: 'cache-and-network', pollInterval: WORKING_MS,
  });
  const download = data?.bulkDownload;
  if (download) startPolling(download.status === 'WORKING' ? WORKING_MS : STANDING_MS);
  return { download, isLoading: !data && !error, error, refetch };
}
