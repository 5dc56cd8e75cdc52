import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Position 0 is the primary location. */
@Entity('membership_locations')
export class MembershipLocation {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  membershipId!: string;

  @PrimaryColumn('uuid')
  locationId!: string;

  @Column('smallint')
  position!: number;
}
