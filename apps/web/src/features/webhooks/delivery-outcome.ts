import type { DeliveryRowFragment } from '../../gql/graphql';
import { texts } from '../../texts';

type Outcome = keyof typeof texts.webhooks.outcomes;

const TONES = { waiting: 'gray', delivered: 'green', retrying: 'yellow', failed: 'red' } as const;

type Delivery = Pick<DeliveryRowFragment, 'succeeded' | 'attempts' | 'nextAttemptAt'>;

/** One that was delivered and is sent again waits like a new one. */
function outcomeOf({ succeeded, attempts, nextAttemptAt }: Delivery): Outcome {
  if (nextAttemptAt) return succeeded || attempts === 0 ? 'waiting' : 'retrying';
  return succeeded ? 'delivered' : 'failed';
}

/** How a delivery is shown. */
export function deliveryOutcome(delivery: Delivery) {
  const outcome = outcomeOf(delivery);
  return { ...texts.webhooks.outcomes[outcome], tone: TONES[outcome] };
}
