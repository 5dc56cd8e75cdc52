import { useQuery } from '@apollo/client/react';
import { Badge, Box, Button, Text, VisuallyHidden } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useState } from 'react';
import { type WebhookRowFragment, WebhooksDocument, type WebhooksQuery } from '../../gql/graphql';
import { texts } from '../../texts';
import { HelpBadge } from '../../ui/help-badge';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { DeleteDialog, RotateDialog } from './consequence-dialogs';
import { deliveryOutcome } from './delivery-outcome';
import { eventsSummary } from './event-choice';
import { WebhookDialog } from './webhook-dialog';
import { type WebhookAction, WebhookMenu } from './webhook-menu';

const t = texts.webhooks;
const LOOK_EVERY_MS = 5_000;

type Row = NonNullable<NonNullable<WebhooksQuery['projectSpace']>['webhooks']>[number];

interface WebhookListProps {
  projectSpaceId: string;
  slug: string;
  /** The one whose deliveries are shown. */
  openId: string;
  onOpen: (id: string) => void;
}

/** The webhooks of a project space, with how the latest delivery of each went. */
export function WebhookList({ projectSpaceId, slug, openId, onOpen }: WebhookListProps) {
  const { data, error, refetch } = useQuery(WebhooksDocument, {
    variables: { slug }, fetchPolicy: 'cache-and-network', pollInterval: LOOK_EVERY_MS, skipPollAttempt: () => document.hidden,
  });
  const [asked, setAsked] = useState<{ webhook: WebhookRowFragment; action: WebhookAction } | null>(null);
  const webhooks = data?.projectSpace?.webhooks;
  if (error && !webhooks) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!webhooks) return <Box className="panel"><LoadingRows label={texts.loading} /></Box>;
  if (webhooks.length === 0) {
    return <Box className="panel"><StatePicture icon={<IconWebhook aria-hidden />} order={2} title={t.empty}>{t.emptyDetail}</StatePicture></Box>;
  }
  const close = () => setAsked(null);
  return (
    <Box className="panel">
      <table className="rows" aria-label={t.title}>
        <thead>
          <tr>
            {[t.address, t.eventsLabel, t.state, t.latest].map((head) => <th key={head} scope="col">{head}</th>)}
            <th scope="col"><VisuallyHidden>{t.deliveries}</VisuallyHidden></th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <tr key={webhook.id}>
              <td className="wrap"><strong>{webhook.url}</strong></td>
              <td data-label={t.eventsLabel}><Events events={webhook.events} /></td>
              <td data-label={t.state}>
                <Badge variant="light" tt="none" styles={{ label: { overflow: 'visible' } }} color={webhook.enabled ? 'green' : 'gray'}>
                  {webhook.enabled ? t.on : t.off}
                </Badge>
              </td>
              <td data-label={t.latest}><Latest webhook={webhook} /></td>
              <td className="actions">
                <Button
                  size="compact-sm" variant={webhook.id === openId ? 'light' : 'default'} aria-expanded={webhook.id === openId} mr={6}
                  onClick={() => onOpen(webhook.id === openId ? '' : webhook.id)}
                >
                  {t.deliveries}
                </Button>
                <WebhookMenu webhook={webhook} onAsk={(action) => setAsked({ webhook, action })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked?.action === 'edit' && <WebhookDialog projectSpaceId={projectSpaceId} webhook={asked.webhook} onClose={close} />}
      {asked?.action === 'rotate' && <RotateDialog webhook={asked.webhook} onClose={close} />}
      {asked?.action === 'delete' && <DeleteDialog webhook={asked.webhook} onClose={close} />}
    </Box>
  );
}

function Events({ events }: Pick<WebhookRowFragment, 'events'>) {
  return (
    <details>
      <summary style={{ whiteSpace: 'nowrap' }}>{eventsSummary(events)}</summary>
      <span className="quiet wrap">{events.map((event) => t.events[event]).join('; ')}</span>
    </details>
  );
}

function Latest({ webhook: { deliveries: { nodes: [latest] } } }: { webhook: Row }) {
  if (!latest) return <span className="quiet">{t.nothingYet}</span>;
  const { label, help, tone } = deliveryOutcome(latest);
  return <><HelpBadge label={label} help={help} tone={tone} /> <Text span size="sm" className="quiet"><Moment at={latest.at} /></Text></>;
}
