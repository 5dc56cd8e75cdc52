import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars';
import type { DeliveryEventRow } from './delivery.repository';
import { DeliveryEventKind } from './delivery-event.entity';
import { DeliveryStatus } from './delivery-status';

registerEnumType(DeliveryStatus, { name: 'DeliveryStatus', description: "What became of an invitation's latest mail." });
registerEnumType(DeliveryEventKind, { name: 'DeliveryEventKind', description: 'What can happen to a mail on its way.' });

@ObjectType('DeliveryEvent', { simpleResolvers: true, description: 'What happened to a mail on its way.' })
export class DeliveryEventType implements DeliveryEventRow {
  @Field(() => DeliveryEventKind, { description: 'What happened.' })
  kind!: DeliveryEventKind;

  @Field(() => DateTime, { description: 'When, as whoever told it says.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'What the mail server said.' })
  detail!: string | null;
}
