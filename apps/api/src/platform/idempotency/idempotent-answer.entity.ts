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

  /** What whoever was answered could do then; null: answered before this was kept. */
  @Column('json', { nullable: true })
  standing!: object | null;

  @Column('timestamptz')
  at!: Date;
}
