import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuditChannel } from '../access/channel';
import type { AuditChange } from './audit-event.entity';

/** A sign-in matter of one person, for them and support only (AUD-1). */
@Entity('security_events')
export class SecurityEvent {
  @PrimaryColumn('uuid')
  webUserId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  action!: string;

  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Column('text')
  channel!: AuditChannel;

  /** The member of staff, where support did it; the person themselves otherwise. */
  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('text', { nullable: true })
  staffEmail!: string | null;

  /** What support gave as the reason. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  changes!: AuditChange[];
}
