import { requireAnyOf, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { isUuid } from '../platform/database/keyset';
import { allowsCustomRoles, type SoftwarePlan } from '../project-spaces/project-space.entity';
import { RoleNotAvailable } from './role.errors';
import { canAssign, canDelete, canEdit } from './role.policy';
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
    const standing = requireAnyOf(context.actor, role.projectSpaceId, Permission.VIEW_ROLES, Permission.VIEW_WEB_USERS);
    const uses = context.loader(
      async (roleIds) => await this.roles.uses(standing, roleIds), `uses of roles in ${standing.projectSpaceId}`);
    const use = await uses.load(role.id);
    return use ?? { roleId: role.id, memberCount: 0, invitationCount: 0 };
  }

  viewerCan(actor: Actor, role: RoleRow): { edit: boolean; delete: boolean } {
    const standing = standingIn(actor, role.projectSpaceId);
    if (!standing) return { edit: false, delete: false };
    const isOnPlan = allowsCustomRoles(standing.plan as SoftwarePlan);
    return {
      edit: isOnPlan && canEdit(standing, role),
      delete: (isOnPlan || !role.isPreset) && canDelete(standing, role),
    };
  }

  /** The roles on a role's "assignable by" list; null where there is none. */
  async assignersOf(context: RequestContext, role: RoleRow): Promise<RoleRow[] | null> {
    if (role.assignerRoleIds === null) return null;
    requireAnyOf(context.actor, role.projectSpaceId, Permission.VIEW_ROLES, Permission.VIEW_WEB_USERS);
    const all = context.loader(async (spaces) => await Promise.all(spaces.map(async (space) => await this.roles.all(space))),
      'all roles');
    return (await all.load(role.projectSpaceId))?.filter(({ id }) => role.assignerRoleIds?.includes(id)) ?? [];
  }

  /** The role, if it exists here and the actor may hand it out; else the refusal. */
  async findAssignable(tx: Transaction, standing: Standing, roleId: string): Promise<RoleRow | RoleNotAvailable> {
    const role = isUuid(roleId) ? await this.roles.find(tx, standing.projectSpaceId, roleId) : null;
    return role && canAssign(standing, role) ? role : new RoleNotAvailable();
  }
}
