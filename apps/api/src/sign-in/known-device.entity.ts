import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that a person has signed in on, known by a cookie that stays there (SIG-6). */
@Entity('known_devices')
export class KnownDevice {
  @PrimaryColumn('uuid')
  webUserId!: string;

  @PrimaryColumn('bytea')
  deviceHash!: Buffer;

  @Column('timestamptz')
  seenAt!: Date;
}
