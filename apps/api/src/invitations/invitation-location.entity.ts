import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Position 0 is the primary location. */
@Entity('invitation_locations')
export class InvitationLocation {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  invitationId!: string;

  @PrimaryColumn('uuid')
  locationId!: string;

  @Column('smallint')
  position!: number;
}
