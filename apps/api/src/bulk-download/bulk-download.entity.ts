import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DownloadFilter, FileFormat } from './download-filter';

export enum DownloadState {
  WORKING = 'WORKING',
  READY = 'READY',
  FAILED = 'FAILED',
}

/** What the maker saw of a project space; null: all of it (ROL-7). */
export interface DownloadArea {
  projectSpaceId: string;
  area: string[] | null;
}

/** A file that somebody makes for themselves (DWN-2). */
@Entity('bulk_downloads')
export class BulkDownload {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  createdById!: string;

  /** Of a download made with a key, which is that key's alone. */
  @Column('uuid', { nullable: true })
  apiKeyId!: string | null;

  @Column('text')
  format!: FileFormat;

  @Column('jsonb')
  filter!: DownloadFilter;

  /** Each project space it is of, in the order of the file, with what its maker saw there. */
  @Column('jsonb')
  areas!: DownloadArea[];

  @Column('text')
  status!: DownloadState;

  /** How often it was begun; pieces carry the number, so that of two workers only one finishes it. */
  @Column('integer')
  attempts!: number;

  @Column('integer')
  done!: number;

  @Column('integer')
  total!: number;

  @Column('timestamptz')
  createdAt!: Date;

  /** Set once the file is there. */
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;
}
