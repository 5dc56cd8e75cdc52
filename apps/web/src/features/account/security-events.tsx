import { useQuery } from '@apollo/client/react';
import { Badge, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { MySecurityEventsDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { Pager } from '../../ui/pager';
import { FailedState, LoadingRows } from '../../ui/states';

const t = texts.security.events;

/** What happened to one's own account (SIG-6). */
export function SecurityEvents() {
  const [after, setAfter] = useState<string | null>(null);
  const { data: fresh, previousData, error, refetch } = useQuery(MySecurityEventsDocument, {
    variables: { after }, fetchPolicy: 'cache-and-network',
  });
  const page = (fresh ?? previousData)?.viewer?.securityEvents;
  if (!page && error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!page) return <LoadingRows label={texts.loading} count={4} />;
  if (page.nodes.length === 0) return <Text className="quiet">{t.empty}</Text>;
  return (
    <>
      <ul className="branch events" aria-label={t.list} aria-busy={!fresh}>
        {page.nodes.map(({ id, at, action, channel, byOperator, subjectName }) => (
          <li key={id} className="event">
            <Group justify="space-between" align="flex-start" gap={8}>
              <div className="wrap">
                <Text size="sm" fw={600}>{t.actions[action] ?? action}</Text>
                {subjectName && <Text size="sm" className="quiet">{subjectName}</Text>}
              </div>
              <Group gap="sm">
                {channel === 'SUPPORT' && <Badge size="sm" variant="light" color="gray">{byOperator ? texts.history.operator : t.bySupport}</Badge>}
                <Text size="sm" className="quiet"><Moment at={at} /></Text>
              </Group>
            </Group>
          </li>
        ))}
      </ul>
      <Pager
        label={t.pages} info={{ ...page.pageInfo, hasPreviousPage: after !== null }} summary="" previousLabel={texts.history.newest}
        nextLabel={texts.history.older} onPage={(next) => setAfter(next.after)}
      />
    </>
  );
}
