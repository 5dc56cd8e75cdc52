import { Group, Text } from '@mantine/core';
import type { HistoryEventFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { type Catalogue, changeWords, sentenceOf } from './sentence';
import { type UploadPages, WayBadge } from './way-badge';

const t = texts.history;

interface EventListProps {
  events: readonly HistoryEventFragment[];
  catalogue: Catalogue;
  uploads: UploadPages;
  isBusy: boolean;
}

/** Each event a sentence, with what was before and after (AUD-2). */
export function EventList({ events, catalogue, uploads, isBusy }: EventListProps) {
  return (
    <ul className="branch events" aria-label={t.events} aria-busy={isBusy}>
      {events.map((event) => (
        <li key={event.id} className="event">
          <Group justify="space-between" align="flex-start" gap={8}>
            <Text size="sm" fw={600} className="wrap" flex="1 1 260px">{sentenceOf(event)}</Text>
            <Group gap="sm">
              <WayBadge event={event} uploads={uploads} />
              <Text size="sm" className="quiet"><Moment at={event.at} /></Text>
            </Group>
          </Group>
          {event.changes.map((change) => {
            const { field, words } = changeWords(change, catalogue);
            return <Text key={change.field} size="sm" className="quiet wrap">{field}: {words}</Text>;
          })}
          {event.reason && <Text size="sm" className="quiet wrap">{t.reason(event.reason)}</Text>}
        </li>
      ))}
    </ul>
  );
}
