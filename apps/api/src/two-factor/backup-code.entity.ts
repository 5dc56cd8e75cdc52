import { Entity, PrimaryColumn } from 'typeorm';

/** A code that works once, for when the device is not at hand (TFA-2); it goes with its use. */
@Entity('backup_codes')
export class BackupCode {
  @PrimaryColumn('uuid')
  webUserId!: string;

  @PrimaryColumn('bytea')
  codeHash!: Buffer;
}
