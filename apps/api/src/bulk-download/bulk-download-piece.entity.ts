import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of the file of a download. */
@Entity('bulk_download_pieces')
export class BulkDownloadPiece {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  bulkDownloadId!: string;

  @PrimaryColumn('integer')
  attempt!: number;

  @PrimaryColumn('integer')
  position!: number;

  @Column('bytea')
  content!: Buffer;
}
