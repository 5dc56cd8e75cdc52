import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place in a project space's organization tree. */
@Entity('locations')
export class Location {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  /** The way from the top down to itself, kept by the database. */
  @Column({ type: 'uuid', array: true, insert: false, update: false })
  path!: string[];
}
