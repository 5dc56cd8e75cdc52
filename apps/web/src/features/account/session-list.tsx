import { useMutation, useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useRef } from 'react';
import { EndSessionDocument, MySessionsDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { deviceWords } from '../../ui/device-words';
import { focusAgain } from '../../ui/focus';
import { useMessages } from '../../ui/messages';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows } from '../../ui/states';

const t = texts.security.sessions;

/** Where one is signed in; each other session can be ended, or all at once (SIG-2). */
export function SessionList() {
  const { data, error, refetch } = useQuery(MySessionsDocument, { fetchPolicy: 'cache-and-network' });
  const [end, { loading }] = useMutation(EndSessionDocument);
  const { show } = useMessages();
  const list = useRef<HTMLUListElement>(null);
  const sessions = data?.viewer?.sessions;
  const endOne = async (sessionId: string | null, done: string) => {
    if (loading) return;
    const refusals = await refusalsOf(
      async () => (await end({ variables: { input: { sessionId } } })).data?.endSession, texts.failed.change);
    if (refusals.length > 0) show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    else show({ tone: 'success', text: done });
    await refetch();
    focusAgain(list.current);
  };
  if (!sessions && error) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!sessions) return <LoadingRows label={texts.loading} count={2} />;
  return (
    <Stack gap="sm">
      <ul ref={list} tabIndex={-1} className="branch events" aria-label={t.list}>
        {sessions.map(({ id, userAgent, startedAt, lastUsedAt, isCurrent }) => {
          const device = deviceWords(userAgent) ?? t.anyDevice;
          return (
            <li key={id} className="event">
              <Group justify="space-between" gap="sm">
                <div className="wrap">
                  <Group gap="xs"><Text fw={600}>{device}</Text>{isCurrent && <Badge variant="light">{t.current}</Badge>}</Group>
                  <Text size="sm" className="quiet">{t.started} <Moment at={startedAt} />, {t.used} <Moment at={lastUsedAt} /></Text>
                </div>
                {!isCurrent && (
                  <Button size="xs" variant="default" aria-label={t.endOf(device)} onClick={() => void endOne(id, t.ended(device))}>{t.end}</Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      {sessions.length > 1
        ? <Group><Button variant="default" onClick={() => void endOne(null, t.othersEnded)}>{t.endOthers}</Button></Group>
        : <Text className="quiet">{t.alone}</Text>}
    </Stack>
  );
}
