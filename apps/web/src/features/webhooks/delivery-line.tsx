import { Button, Code } from '@mantine/core';
import type { DeliveryRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { HelpBadge } from '../../ui/help-badge';
import { Moment } from '../../ui/moment';
import { deliveryOutcome } from './delivery-outcome';

const t = texts.webhooks;

interface DeliveryLineProps {
  delivery: DeliveryRowFragment;
  isOff: boolean;
  onResend: () => void;
}

/** One delivery: what it told, what came of it, and what was sent. */
export function DeliveryLine({ delivery, isOff, onResend }: DeliveryLineProps) {
  const { event, at, attempts, statusCode, error, nextAttemptAt, body } = delivery;
  const { label, help, tone } = deliveryOutcome(delivery);
  const isDue = nextAttemptAt && attempts > 0 && !isOff;
  return (
    <tr>
      <td className="wrap">
        <strong>{t.events[event]}</strong>
        <details>
          <summary className="quiet">{t.body}</summary>
          <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', maxWidth: 560 }}>{pretty(body)}</Code>
        </details>
      </td>
      <td data-label={t.when}><Moment at={at} /></td>
      <td data-label={t.outcome}>
        <HelpBadge label={label} help={help} tone={tone} />
        {isDue && <div className="quiet">{t.nextTry}: <Moment at={nextAttemptAt} /></div>}
      </td>
      <td data-label={t.answer} className="wrap">{statusCode ? t.status(statusCode) : error ?? '–'}</td>
      <td data-label={t.attempts}>{attempts.toLocaleString()}</td>
      <td className="actions">
        <Button size="compact-sm" variant="default" disabled={isOff} aria-label={t.againOf(t.events[event])} onClick={onResend}>{t.again}</Button>
      </td>
    </tr>
  );
}

/** Easier to read than the bytes that were sent, and the same. */
const pretty = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);
