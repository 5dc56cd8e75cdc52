import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Permission } from '../access/permission';

/** What a program shows to act for its maker in one project space (API-1). */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** How it is found; tells nothing of the secret. */
  @Column('text')
  prefix!: string;

  @Column('bytea')
  secretHash!: Buffer;

  /** At most these; never more than its maker may do at the moment. */
  @Column('text', { array: true })
  permissions!: Permission[];

  @Column('uuid')
  createdById!: string;

  /** The key that its maker made it with, which it ends with; null: made by hand. */
  @Column('uuid', { nullable: true })
  madeByKeyId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
