import { useQuery } from '@apollo/client/react';
import { Box, Title } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { HistoryDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Pager } from '../../ui/pager';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { EventList } from './event-list';

const t = texts.history;

/** What one person did, and what was done to them. */
export function PersonHistory({ slug, webUserId }: { slug: string; webUserId: string }) {
  const [after, setAfter] = useState<string | null>(null);
  const { data, previousData, error, refetch } = useQuery(HistoryDocument, { variables: { slug, after, filter: { webUserIds: [webUserId] } } });
  const shown = data ?? previousData;
  const space = shown?.projectSpace;
  const page = space?.auditEvents;
  return (
    <Box component="section" className="panel" aria-labelledby="history-heading">
      <Title order={2} id="history-heading" p="md" pb={0}>{t.memberTitle}</Title>
      {error && !page && (
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      )}
      {!error && !page && <LoadingRows label={texts.loading} count={3} />}
      {page?.nodes.length === 0 && <StatePicture icon={<IconHistory aria-hidden />} tone="gray" title={t.empty} />}
      {shown && space && page && page.nodes.length > 0 && (
        <>
          <EventList
            events={page.nodes} catalogue={shown.permissionCatalogue} isBusy={false}
            uploads={{ slug, canOpen: space.viewerPermissions.includes('EDIT_WEB_USERS') }}
          />
          <Pager
            label={t.pages} info={{ ...page.pageInfo, hasPreviousPage: after !== null }} summary="" previousLabel={t.newest}
            nextLabel={t.older} onPage={(next) => setAfter(next.after)}
          />
        </>
      )}
    </Box>
  );
}
