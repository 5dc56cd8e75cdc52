import { useApolloClient, useQuery } from '@apollo/client/react';
import { useCallback } from 'react';
import { NEVER } from 'rxjs';
import { DownloadChangedDocument, DownloadDocument } from '../../gql/graphql';
import { useLive } from '../../ui/use-live';

/** How often is asked where no stream tells of changes. */
const POLLING = { working: 500, standing: 30_000 };

/** A download, followed while it is being made; later only so that its end is seen. */
export function useDownload(id: string | null) {
  const client = useApolloClient();
  const isLive = useLive(
    useCallback(() => (id === null ? NEVER : client.subscribe({ query: DownloadChangedDocument, variables: { id } })), [client, id]),
    () => client.refetchQueries({ include: [DownloadDocument] }));
  const { data, error, refetch, startPolling } = useQuery(DownloadDocument, {
    variables: { id: id ?? '' }, skip: id === null, fetchPolicy: 'cache-and-network', pollInterval: POLLING.working,
    context: { queryDeduplication: false },
  });
  const download = data?.bulkDownload;
  if (download) startPolling(download.status === 'WORKING' && !isLive ? POLLING.working : POLLING.standing);
  return { download, isLoading: !data && !error, error, refetch };
}
