import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The bytes of an upload, in the database so that any instance can read them. */
@Entity('bulk_upload_files')
export class BulkUploadFile {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  uploadId!: string;

  @Column('bytea')
  content!: Buffer;
}
