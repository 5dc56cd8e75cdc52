import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address belongs to at most one account, be it as username or as e-mail (ADR-2). */
@Entity('claimed_addresses')
export class ClaimedAddress {
  @PrimaryColumn('text')
  address!: string;

  @Column('uuid')
  webUserId!: string;
}
