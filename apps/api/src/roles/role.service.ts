import { requireAnyOf } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { RoleNotAvailable } from './role.errors';
import { canAssign } from './role.policy';
import { type RoleRepository, type RoleRow, type RoleUse } from './role.repository';

export class RoleService {
  constructor(private readonly roles: RoleRepository) {}

  async list(actor: Actor, projectSpaceId: string): Promise<RoleRow[]> {
    requireAnyOf(actor, projectSpaceId, Permission.VIEW_ROLES, Permission.VIEW_WEB_USERS);
    return await this.roles.all(projectSpaceId);
  }

  /** Those the actor may hand out (ROL-4). */
  async assignable(actor: Actor, projectSpaceId: string): Promise<RoleRow[]> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.EDIT_WEB_USERS);
    return (await this.roles.all(projectSpaceId)).filter((role) => canAssign(standing, role));
  }

  async useOf(context: RequestContext, role: RoleRow): Promise<RoleUse> {
    requireAnyOf(context.actor, role.projectSpaceId, Permission.VIEW_ROLES, Permission.VIEW_WEB_USERS);
    const use = await context.loader(this.roles.uses).load(`${role.projectSpaceId}/${role.id}`);
    return use ?? { roleId: role.id, memberCount: 0, invitationCount: 0 };
  }

  /** The role, if it exists here and the actor may hand it out; else the refusal. */
  async findAssignable(tx: Transaction, standing: Standing, roleId: string): Promise<RoleRow | RoleNotAvailable> {
    const role = isUuid(roleId) ? await this.roles.find(tx, standing.projectSpaceId, roleId) : null;
    return role && canAssign(standing, role) ? role : new RoleNotAvailable();
  }
}
