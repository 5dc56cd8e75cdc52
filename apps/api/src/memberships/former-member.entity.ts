import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A removed membership, with all it takes to undo the removal (MEM-3). */
@Entity('former_members')
export class FormerMember {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  membershipId!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('uuid', { nullable: true })
  roleId!: string | null;

  @Column('boolean')
  active!: boolean;

  @Column('uuid', { array: true })
  locationIds!: string[];

  @Column('timestamptz')
  joinedAt!: Date;

  @Column('date', { nullable: true })
  lastAccessDate!: string | null;

  @Column('timestamptz')
  removedAt!: Date;

  @Column('uuid', { nullable: true })
  removedById!: string | null;

  @Column('timestamptz')
  undoUntil!: Date;
}
