import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type AuditChange } from '../audit/audit-event.entity';
import { type BulkUploadAction } from './bulk-upload-action';
import { type RowProblem } from './row-problem';

/** A row of an uploaded sheet with what it would do, or did. */
@Entity('bulk_upload_rows')
export class BulkUploadRow {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  uploadId!: string;

  /** As in the spreadsheet: the heading is row 1. */
  @PrimaryColumn('integer')
  number!: number;

  /** The project space it is about; null where that is not available. */
  @Column('uuid', { nullable: true })
  targetSpaceId!: string | null;

  /** The account, else the address; null where there is none. */
  @Column('text', { nullable: true })
  personKey!: string | null;

  @Column('text')
  username!: string;

  @Column('text')
  domain!: string;

  @Column('jsonb')
  cells!: Record<string, string>;

  /** Null where the row has a problem. */
  @Column('text', { nullable: true })
  action!: BulkUploadAction | null;

  @Column('jsonb')
  changes!: AuditChange[];

  @Column('jsonb')
  problems!: RowProblem[];

  @Column('jsonb')
  notes!: string[];
}
