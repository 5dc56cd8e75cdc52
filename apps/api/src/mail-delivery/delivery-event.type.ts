import { Field, ObjectType } from 'type-graphql';
import { describedEnum } from '../platform/graphql/described-enum';
import { DateTime } from '../platform/graphql/scalars';
import type { DeliveryEventRow } from './delivery.repository';
import { DeliveryEventKind } from './delivery-event.entity';
import { DeliveryStatus } from './delivery-status';

describedEnum(DeliveryStatus, 'DeliveryStatus', "What became of an invitation's latest mail.", {
  QUEUED: 'About to leave.',
  SENT: 'Taken by the mail server.',
  DELIVERED: 'It has reached the mailbox.',
  UNDELIVERABLE: 'It could not be delivered.',
});
describedEnum(DeliveryEventKind, 'DeliveryEventKind', 'What can happen to a mail on its way.', {
  QUEUED: 'We wrote it.',
  SENT: 'The mail server took it.',
  DELIVERED: 'It reached the mailbox.',
  DEFERRED: 'Put off; it is tried again.',
  BOUNCED: 'It came back.',
  COMPLAINED: 'It was reported as spam.',
  SUPPRESSED: 'The provider did not send it on.',
});

@ObjectType('DeliveryEvent', { simpleResolvers: true, description: 'What happened to a mail on its way.' })
export class DeliveryEventType implements DeliveryEventRow {
  @Field(() => DeliveryEventKind, { description: 'What happened.' })
  kind!: DeliveryEventKind;

  @Field(() => DateTime, { description: 'When, as whoever told it says.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'What the mail server said.' })
  detail!: string | null;
}
