import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum MailStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  CANCELLED = 'CANCELLED',
  REFUSED = 'REFUSED',
}

/** One mail to one address. What it says is composed when it is sent, so that no secret lies here. */
@Entity('mails')
export class Mail {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  recipient!: string;

  @Column('jsonb')
  params!: Record<string, string | number | boolean>;

  @Column('text')
  status!: MailStatus;

  @Column('timestamptz')
  queuedAt!: Date;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  @Column('integer')
  attempts!: number;

  /** Until when it waits, before a worker may take it. */
  @Column('timestamptz', { nullable: true })
  heldUntil!: Date | null;

  /** The last answer of the mail server. */
  @Column('text', { nullable: true })
  reply!: string | null;

  /** Under which the mail provider knows it. */
  @Column('text', { nullable: true })
  providerId!: string | null;
}
