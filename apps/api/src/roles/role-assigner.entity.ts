import { Entity, PrimaryColumn } from 'typeorm';

/** The holders of `assignerRoleId` may assign `roleId` (ROL-4). */
@Entity('role_assigners')
export class RoleAssigner {
  @PrimaryColumn('uuid')
  projectSpaceId!: string;

  @PrimaryColumn('uuid')
  roleId!: string;

  @PrimaryColumn('uuid')
  assignerRoleId!: string;
}
