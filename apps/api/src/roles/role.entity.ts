import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Permission } from '../access/permission';

/** A named set of permissions in one project space. */
@Entity('roles')
export class Role {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('text', { array: true })
  permissions!: Permission[];

  @Column('boolean')
  isAdmin!: boolean;

  @Column('boolean')
  isPreset!: boolean;

  /** Limited to the holder's own locations and those below (ROL-7). */
  @Column('boolean')
  ownLocationsOnly!: boolean;

  /** Whether an "assignable by" list stands, even an empty one (ROL-4). */
  @Column('boolean')
  hasAssigners!: boolean;
}
