import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type AuditChannel } from '../access/channel';

export interface AuditChange {
  field: string;
  from: string | null;
  to: string | null;
}

/** What happened in a project space: appended in the transaction it reports, never changed (AUD-1). */
@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  action!: string;

  @Column('text')
  channel!: AuditChannel;

  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text', { nullable: true })
  actorEmail!: string | null;

  /** The member of staff, where support did it: never shown to the project space (SUP-1). */
  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('text', { nullable: true })
  staffEmail!: string | null;

  /** Of the key by which it was done; `actorId` is then its maker. */
  @Column('text', { nullable: true })
  apiKeyName!: string | null;

  /** The upload whose row it was (AUD-1). */
  @Column('uuid', { nullable: true })
  bulkUploadId!: string | null;

  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  @Column('text', { nullable: true })
  subjectEmail!: string | null;

  /** What else it was about: the name of a role or location. */
  @Column('text', { nullable: true })
  subjectName!: string | null;

  /** Where the person concerned was, before or after: whoever is limited to an area sees what happened in it (ROL-7). */
  @Column('uuid', { array: true })
  locationIds!: string[];

  /** What support gave as the reason. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  changes!: AuditChange[];
}
