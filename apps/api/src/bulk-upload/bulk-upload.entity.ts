import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RefusalRecord } from '../platform/refusal';
import type { JudgedArea } from './judged-area';
import type { UploadSummary } from './upload-summary';

export enum BulkUploadStatus {
  AWAITING_FILE = 'AWAITING_FILE',
  CHECKING = 'CHECKING',
  READY = 'READY',
  APPLYING = 'APPLYING',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}

/** A spreadsheet that was uploaded to a project space, from its announcement to its result. */
@Entity('bulk_uploads')
export class BulkUpload {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  fileName!: string;

  @Column('text')
  status!: BulkUploadStatus;

  /** Why the file was refused as a whole, or the rest was not applied. */
  @Column('jsonb')
  problems!: RefusalRecord[];

  /** The columns of the file, in its order. */
  @Column('text', { array: true })
  columns!: string[];

  @Column('text', { nullable: true })
  format!: 'xlsx' | 'csv' | null;

  @Column('integer')
  progressDone!: number;

  @Column('integer', { nullable: true })
  progressTotal!: number | null;

  /** Of all rows, once they were checked, and again at the end. */
  @Column('jsonb', { nullable: true })
  summary!: UploadSummary | null;

  @Column('integer')
  appliedRows!: number;

  /** The number of the last row that had its turn to be applied; 0 before the first (UPL-9). */
  @Column('integer')
  finishedThrough!: number;

  /** How often in a row a step of it broke off. */
  @Column('integer')
  failures!: number;

  @Column('boolean')
  applyWhenChecked!: boolean;

  @Column('boolean')
  renewExpired!: boolean;

  /** The project spaces its rows are about (UPL-8). */
  @Column('uuid', { array: true })
  targetSpaceIds!: string[];

  /** What its maker saw in each of them when rows about it were judged; with a different area since, once for each. */
  @Column('jsonb')
  areas!: JudgedArea[];

  /** Until when mail waits, where there was more than the allowance (INV-15). */
  @Column('timestamptz', { nullable: true })
  mailHeldUntil!: Date | null;

  /** Null where the operator uploaded it at the command line. */
  @Column('uuid', { nullable: true })
  createdById!: string | null;

  /** The key it acts with, where a program announced or applied it. */
  @Column('uuid', { nullable: true })
  apiKeyId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  checkedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  applyingSince!: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}

export type BulkUploadKey = Pick<BulkUpload, 'projectSpaceId' | 'id'>;
