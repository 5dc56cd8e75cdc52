import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that mail came back from; once blocked, nothing is sent to it (EML-5). */
@Entity('mail_addresses')
export class MailAddress {
  @PrimaryColumn('text')
  address!: string;

  @Column('timestamptz', { nullable: true })
  blockedAt!: Date | null;
}
