import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One web user in one project space. Its sort and search keys are kept by the database. */
@Entity('memberships')
export class Membership {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  webUserId!: string;

  @Column('uuid')
  roleId!: string;

  @Column('boolean')
  active!: boolean;

  @Column('timestamptz')
  joinedAt!: Date;

  @Column('date', { nullable: true })
  lastAccessDate!: string | null;
}
