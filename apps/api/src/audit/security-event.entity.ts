import { Column, Entity, PrimaryColumn } from 'typeorm';
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

  @Column('jsonb')
  changes!: AuditChange[];
}
