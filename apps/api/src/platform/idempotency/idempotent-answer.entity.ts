import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The first answer to a request with an Idempotency-Key, kept for 24 hours (API-3). */
@Entity('idempotent_answers')
export class IdempotentAnswer {
  /** The person or API key. */
  @PrimaryColumn('uuid')
  scopeId!: string;

  @PrimaryColumn('bytea')
  keyHash!: Buffer;

  /** Of document and variables. */
  @Column('bytea')
  fingerprint!: Buffer;

  @Column('json')
  answer!: object;

  @Column('timestamptz')
  at!: Date;
}
