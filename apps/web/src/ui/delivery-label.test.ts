import type { DeliveryStatus } from '../gql/graphql';
import { deliveryLabel } from './delivery-label';

test.each<[DeliveryStatus, string, string]>([
  ['QUEUED', 'Queued', 'gray'], ['SENT', 'Sent', 'blue'], ['DELIVERED', 'Delivered', 'green'],
  ['UNDELIVERABLE', 'Undeliverable', 'red'],
])('%s is shown as %s in %s', (status, label, tone) => {
  expect(deliveryLabel(status)).toMatchObject({ label, tone });
});
