import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mailed single-use link; the database holds its hash, the key can make it again for the mail (SIG-4). */
@Entity('password_resets')
export class PasswordReset {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('text')
  keyId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
