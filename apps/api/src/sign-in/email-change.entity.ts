import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An e-mail that its owner asked for; it counts once the link mailed there is used (ADR-2). */
@Entity('email_changes')
export class EmailChange {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('text')
  email!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('text')
  keyId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** Used, replaced by another, or called off. */
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
