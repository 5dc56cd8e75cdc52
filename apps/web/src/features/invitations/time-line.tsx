import { Box, Text, Timeline, Title } from '@mantine/core';
import type { InvitationQuery } from '../../gql/graphql';
import { texts } from '../../texts';
import { EVENT_TONES } from '../../ui/delivery-label';
import { Moment } from '../../ui/moment';

const t = texts.delivery;

type Events = NonNullable<NonNullable<InvitationQuery['projectSpace']>['invitation']>['deliveryEvents'];

/** What became of the mails of one invitation, oldest first (EML-3). */
export function DeliveryTimeLine({ events }: { events: Events }) {
  return (
    <Box component="section" className="panel" p="md" aria-labelledby="time-line-heading">
      <Title order={2} id="time-line-heading" mb="sm">{t.timeLine}</Title>
      <Timeline active={events.length} bulletSize={14} lineWidth={2}>
        {events.map(({ kind, at, detail }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list only grows at its end
          <Timeline.Item key={index} title={t.events[kind]} color={EVENT_TONES[kind]}>
            <Text size="xs" className="quiet"><Moment at={at} /></Text>
            {detail && <Text size="sm" className="wrap">{detail}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Box>
  );
}
