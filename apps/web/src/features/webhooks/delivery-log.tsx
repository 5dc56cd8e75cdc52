import { useQuery } from '@apollo/client/react';
import { Alert, Box, Button, CloseButton, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { WebhookLogDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Pager } from '../../ui/pager';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { useUrlState } from '../../ui/url-state';
import { DeliveryLine } from './delivery-line';
import { useWebhookChanges } from './use-webhook-changes';

const t = texts.webhooks;
const LOOK_EVERY_MS = 3_000;

interface DeliveryLogProps {
  slug: string;
  id: string;
  onClose: () => void;
}

/** What was sent by one webhook and what became of it; looks again by itself while somebody looks at it. */
export function DeliveryLog({ slug, id, onClose }: DeliveryLogProps) {
  const url = useUrlState('d_');
  const after = url.get('after') || null;
  const { data, previousData, error, refetch } = useQuery(WebhookLogDocument, {
    variables: { slug, id, after }, fetchPolicy: 'cache-and-network', pollInterval: LOOK_EVERY_MS, skipPollAttempt: () => document.hidden,
  });
  const { test, resend } = useWebhookChanges();
  const known = data ?? previousData;
  const webhook = known?.projectSpace?.webhook;
  if (error && !webhook) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!known) return <Box className="panel"><LoadingRows label={texts.loading} count={3} /></Box>;
  if (!webhook) return null;
  const { enabled, deliveries: { nodes, pageInfo } } = webhook;
  return (
    <Box component="section" className="panel" aria-labelledby="deliveries-heading">
      <Group justify="space-between" p="md" pb="xs" gap="sm">
        <Title order={2} id="deliveries-heading" className="wrap">{t.logTitle(new URL(webhook.url).host)}</Title>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" disabled={!enabled} onClick={() => void test(id)}>{t.test}</Button>
          <CloseButton aria-label={t.closeLog} onClick={onClose} />
        </Group>
      </Group>
      <Text size="sm" className="quiet" px="md" pb="sm">{t.logDetail}</Text>
      {!enabled && (
        <Alert color="yellow" variant="light" mx="md" mb="sm" styles={{ message: { color: 'var(--mantine-color-text)' } }}>{t.offReason}</Alert>
      )}
      {nodes.length === 0 && <StatePicture icon={<IconSend aria-hidden />} tone="gray" title={t.logEmpty}>{t.logEmptyDetail}</StatePicture>}
      {nodes.length > 0 && (
        <table className="rows" aria-labelledby="deliveries-heading">
          <thead>
            <tr>
              {[t.event, t.when, t.outcome, t.answer, t.attempts].map((head) => <th key={head} scope="col">{head}</th>)}
              <th scope="col"><VisuallyHidden>{t.again}</VisuallyHidden></th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((delivery) => (
              <DeliveryLine key={delivery.id} delivery={delivery} isOff={!enabled} onResend={() => void resend(delivery.id)} />
            ))}
          </tbody>
        </table>
      )}
      {(after !== null || pageInfo.hasNextPage) && (
        <Pager
          label={t.pages} info={{ ...pageInfo, hasPreviousPage: after !== null }} summary="" previousLabel={t.newest} nextLabel={t.older}
          onPage={(next) => url.set({ after: next.after })}
        />
      )}
    </Box>
  );
}
