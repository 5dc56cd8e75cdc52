import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  /** Accepted for a short while after a rotation, for a second tab (SIG-2). */
  @Column('bytea', { nullable: true })
  previousTokenHash!: Buffer | null;

  @Column('timestamptz')
  rotatedAt!: Date;

  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('timestamptz')
  lastUsedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
