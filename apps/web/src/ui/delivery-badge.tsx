import type { DeliveryStatus } from '../gql/graphql';
import { HelpBadge } from './help-badge';
import { deliveryLabel } from './delivery-label';

export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  return <HelpBadge {...deliveryLabel(status)} />;
}
