import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WebhookEvent } from './webhook-event';

/** Where a project space's events are sent to. */
@Entity('webhooks')
export class Webhook {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  url!: string;

  @Column('text', { array: true })
  events!: WebhookEvent[];

  @Column('boolean')
  enabled!: boolean;

  /** Encrypted; signs every delivery. */
  @Column('bytea')
  secret!: Buffer;

  @Column('text')
  secretKeyId!: string;

  /** The one before, which signs too until the receiver has taken over the new one. */
  @Column('bytea', { nullable: true })
  formerSecret!: Buffer | null;

  @Column('text', { nullable: true })
  formerSecretKeyId!: string | null;

  @Column('timestamptz', { nullable: true })
  formerSecretUntil!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}
