import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type DeliveryStatus } from './delivery-status';

/** What a time line tells; Queued and Sent are our own notes, kept with the mail. */
export enum DeliveryEventKind {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  DEFERRED = 'DEFERRED',
  BOUNCED = 'BOUNCED',
  COMPLAINED = 'COMPLAINED',
  SUPPRESSED = 'SUPPRESSED',
}

/** What a mail server said of a mail; its id is the provider's, so that each counts once (EML-3). */
@Entity('delivery_events')
export class DeliveryEvent {
  @PrimaryColumn('text')
  id!: string;

  @Column('uuid')
  mailId!: string;

  @Column('text')
  address!: string;

  @Column('text')
  kind!: DeliveryEventKind;

  /** Its own time, which decides which event is later. */
  @Column('timestamptz')
  at!: Date;

  @Column('text', { nullable: true })
  detail!: string | null;

  /** The delivery status it makes; null where it makes none. */
  @Column('text', { nullable: true })
  standsFor!: DeliveryStatus | null;

  /** Until when it counts towards a block; `infinity` for good, null not at all. */
  @Column('timestamptz', { nullable: true })
  countsUntil!: Date | number | null;
}
