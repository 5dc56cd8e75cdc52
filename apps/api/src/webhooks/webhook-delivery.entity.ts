import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WebhookEvent } from './webhook-event';

/** One event for one webhook: written with what it reports, delivered by a worker, kept as the log. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  /** Also the `webhook-id` by which a receiver knows a repetition. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webhookId!: string;

  @Column('text')
  event!: WebhookEvent;

  @Column('timestamptz')
  at!: Date;

  /** As sent, byte for byte: the signature is over it. */
  @Column('text')
  body!: string;

  @Column('integer')
  attempts!: number;

  @Column('integer', { nullable: true })
  statusCode!: number | null;

  @Column('boolean')
  succeeded!: boolean;

  @Column('text', { nullable: true })
  error!: string | null;

  /** Null: delivered, or given up. */
  @Column('timestamptz', { nullable: true })
  nextAttemptAt!: Date | null;

  /** A worker's; whatever it left undone is taken up by another after this. */
  @Column('timestamptz', { nullable: true })
  leasedUntil!: Date | null;
}
