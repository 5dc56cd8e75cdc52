import { Badge, Tooltip } from '@mantine/core';
import type { DeliveryStatus } from '../../gql/graphql';
import { deliveryLabel } from './delivery-label';

export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  const { label, tone, help } = deliveryLabel(status);
  return <Tooltip label={help}><Badge variant="light" color={tone} tabIndex={0} tt="none">{label}</Badge></Tooltip>;
}
