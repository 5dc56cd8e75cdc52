import type { DeliveryEventKind, DeliveryStatus } from '../gql/graphql';
import { texts } from '../texts';

const TONES: Record<DeliveryStatus, 'gray' | 'blue' | 'green' | 'red'> = {
  QUEUED: 'gray', SENT: 'blue', DELIVERED: 'green', UNDELIVERABLE: 'red',
};

/** How a delivery status is shown. */
export function deliveryLabel(status: DeliveryStatus) {
  return { label: texts.delivery[status], tone: TONES[status], help: texts.delivery.help[status] };
}

/** The colour of what a mail server said; null where it is nothing to look at twice. */
export const EVENT_TONES: Partial<Record<DeliveryEventKind, string>> = { DELIVERED: 'green', BOUNCED: 'red', COMPLAINED: 'red', SUPPRESSED: 'red' };
