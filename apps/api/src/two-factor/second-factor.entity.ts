import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's authenticator. Until one code has been confirmed it asks for nothing (TFA-1). */
@Entity('second_factors')
export class SecondFactor {
  @PrimaryColumn('uuid')
  webUserId!: string;

  /** Tells this secret from one that takes its place. */
  @Column('uuid')
  secretId!: string;

  /** The secret, encrypted. */
  @Column('bytea')
  sealed!: Buffer;

  @Column('text')
  keyId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;
}
