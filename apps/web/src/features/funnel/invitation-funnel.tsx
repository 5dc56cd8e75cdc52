import { useQuery } from '@apollo/client/react';
import { Box, Button, Group, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import { InvitationFunnelDocument } from '../../gql/graphql';
import { texts } from '../../texts';

const t = texts.delivery.funnel;
const STEPS = [
  { name: 'sent', tone: 'blue' }, { name: 'delivered', tone: 'teal' }, { name: 'accepted', tone: 'green' },
  { name: 'expired', tone: 'orange' }, { name: 'undeliverable', tone: 'red' },
] as const;

/** A small picture of what became of the invitations of the last 90 days; its place is there before its numbers are. */
export function InvitationFunnel({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(InvitationFunnelDocument, { variables: { slug }, fetchPolicy: 'cache-and-network' });
  const funnel = data?.projectSpace?.invitationFunnel;
  return (
    <Box component="section" className="panel" p="md" aria-labelledby="funnel-heading">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="funnel-heading">{t.title}</Title>
        {error && !funnel && (
          <Group gap="xs" role="alert">
            <Text size="sm">{texts.failed.title}</Text>
            <Button size="compact-sm" variant="default" onClick={() => void refetch()}>{texts.retry}</Button>
          </Group>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }}>
        {STEPS.map(({ name, tone }) => (
          <div key={name}>
            <Group justify="space-between" gap={4}>
              <Text size="sm" className="quiet">{t[name]}</Text>
              <Text size="sm" fw={700}>{funnel ? funnel[name].toLocaleString() : '–'}</Text>
            </Group>
            <Progress
              value={funnel ? (100 * funnel[name]) / Math.max(funnel.sent, 1) : 0} color={tone} size="sm"
              aria-label={funnel ? `${t[name]}: ${t.share(funnel[name], funnel.sent)}` : t[name]}
            />
          </div>
        ))}
      </SimpleGrid>
    </Box>
  );
}
