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
}
