import { Checkbox, SimpleGrid, Stack, Text } from '@mantine/core';
import type { WebhookEvent } from '../../gql/graphql';
import { texts } from '../../texts';
import { chosenWith, GROUPS } from './event-choice';

interface EventFieldsProps {
  chosen: readonly WebhookEvent[];
  error?: string;
  onChange: (chosen: WebhookEvent[]) => void;
}

/** What a webhook is told of, from the catalogue of the schema. */
export function EventFields({ chosen, error, onChange }: EventFieldsProps) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" size="sm" fw={600} mb={6}>{texts.webhooks.eventsLabel}</Text>
      {error && <Text size="sm" c="var(--mantine-color-error)" mb="xs" role="alert">{error}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {GROUPS.map(({ title, events }) => (
          <Stack key={title} gap="xs" role="group" aria-label={title}>
            <Text size="sm" fw={600} className="quiet">{title}</Text>
            {events.map((event) => (
              <Checkbox
                key={event} label={texts.webhooks.events[event]} checked={chosen.includes(event)} data-invalid={error ? true : undefined}
                onChange={({ currentTarget }) => onChange(chosenWith(chosen, event, currentTarget.checked))}
              />
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </fieldset>
  );
}
