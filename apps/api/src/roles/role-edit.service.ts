import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { projectSpaceIdsOf, requireFound, requirePermission } from '../access/access';
import { Invalid } from '../access/access.errors';
import type { Actor, Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { changesBetween } from '../audit/audit-changes';
import { type AuditLog } from '../audit/audit-log.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import { isUuid } from '../platform/database/keyset';
import { type Refusal, refuseTogether } from '../platform/refusal';
import { allowsCustomRoles, type SoftwarePlan } from '../project-spaces/project-space.entity';
import { type StandingLock } from '../project-spaces/standing-lock.service';
import { refusalsOfTexts, type RoleExtent, tidied } from './role-draft';
import { PermissionNotAvailable, PlanRequired, RoleInUse, RoleLocked, RoleNotAvailable, TooManyRoles } from './role.errors';
import { canDelete, canEdit, holdsAllOf } from './role.policy';
import { type RoleRepository, type RoleRow } from './role.repository';

/** They are few: drawn whole, and held by people. */
const MOST_ROLES = 100;

export interface NewRole {
  projectSpaceId: string;
  name: string;
  description?: string | null;
  permissions: Permission[];
  ownLocationsOnly?: boolean | null;
  /** Null is no list, an empty one is admins only. */
  assignableByRoleIds?: string[] | null;
}

/** Absent leaves as it is; so does null, but for the list, where null is no list. */
export interface RoleChange {
  roleId: string;
  name?: string | null;
  description?: string | null;
  permissions?: Permission[] | null;
  ownLocationsOnly?: boolean | null;
  assignableByRoleIds?: string[] | null;
}

/** Making, changing and deleting roles (ROL-3, ROL-4, ROL-5). */
export class RoleEditService {
  constructor(
    private readonly database: DataSource,
    private readonly roles: RoleRepository,
    private readonly lock: StandingLock,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, { projectSpaceId, assignableByRoleIds, ...given }: NewRole): Promise<RoleRow> {
    requirePermission(actor, projectSpaceId, Permission.EDIT_ROLES);
    return await this.writing(async (tx) => {
      const standing = await this.lock.take(tx, actor, projectSpaceId, Permission.EDIT_ROLES);
      if (!allowsCustomRoles(standing.plan as SoftwarePlan)) throw new PlanRequired();
      const role = tidied({
        name: given.name, description: given.description ?? null, permissions: given.permissions,
        ownLocationsOnly: given.ownLocationsOnly ?? false,
      });
      if ((await this.roles.all(projectSpaceId, tx)).length >= MOST_ROLES) throw new TooManyRoles(MOST_ROLES);
      const before = { ownLocationsOnly: false, assignerRoleIds: null };
      await this.refuse(tx, standing, before, role, assignableByRoleIds ?? null);
      const id = randomUUID();
      await this.roles.add(tx, {
        ...role, projectSpaceId, id, isAdmin: false, isPreset: false, hasAssigners: assignableByRoleIds != null,
      });
      await this.roles.putAssigners(tx, { projectSpaceId, id }, assignableByRoleIds ?? []);
      const made = await this.roles.get(tx, projectSpaceId, id);
      await this.record(tx, actor, 'role.created', null, made);
      return made;
    });
  }

  async change(actor: Actor, { roleId, assignableByRoleIds, ...given }: RoleChange): Promise<RoleRow> {
    return await this.writing(async (tx) => {
      const { role, standing } = await this.load(tx, actor, roleId);
      if (role.isAdmin) throw new RoleLocked('Admin can do everything, and stays as it is.');
      if (!allowsCustomRoles(standing.plan as SoftwarePlan)) throw new PlanRequired();
      if (!canEdit(standing, role)) throw new RoleLocked('This role allows more than yours does. Ask an admin to change it.');
      const after = tidied({
        name: given.name ?? role.name,
        description: given.description ?? role.description,
        permissions: given.permissions ?? role.permissions,
        ownLocationsOnly: given.ownLocationsOnly ?? role.ownLocationsOnly,
      });
      const assigners = assignableByRoleIds === undefined ? role.assignerRoleIds : assignableByRoleIds;
      await this.refuse(tx, standing, role, after, assigners);
      await this.roles.change(tx, role, { ...after, hasAssigners: assigners !== null });
      await this.roles.putAssigners(tx, role, assigners ?? []);
      const changed = await this.roles.get(tx, role.projectSpaceId, role.id);
      await this.record(tx, actor, 'role.changed', role, changed);
      return changed;
    });
  }

  async delete(actor: Actor, roleId: string): Promise<string> {
    return await this.writing(async (tx) => {
      const { role, standing } = await this.load(tx, actor, roleId);
      if (role.isAdmin) throw new RoleLocked('Admin cannot be deleted.');
      if (role.isPreset && !allowsCustomRoles(standing.plan as SoftwarePlan)) throw new PlanRequired();
      if (!canDelete(standing, role)) throw new RoleLocked('Only somebody who may do all that this role allows, everywhere, can delete it.');
      const held = await this.roles.holders(tx, role, this.clock.now());
      if (held.members + held.invitations + held.removals > 0) throw new RoleInUse(held);
      const { projectSpaceId, name } = role;
      await this.roles.remove(tx, role);
      await this.audit.record(tx, actor, { projectSpaceId, action: 'role.deleted', subjectName: name });
      return role.id;
    });
  }

  private async writing<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  private async load(tx: Transaction, actor: Actor, roleId: string): Promise<{ role: RoleRow; standing: Standing }> {
    const seen = isUuid(roleId) ? await this.roles.findIn(tx, projectSpaceIdsOf(actor), roleId) : null;
    const { thing } = requireFound(actor, seen, Permission.EDIT_ROLES, 'roleId');
    const standing = await this.lock.take(tx, actor, thing.projectSpaceId, Permission.EDIT_ROLES);
    const { thing: role } = requireFound(
      actor, await this.roles.lock(tx, thing.projectSpaceId, roleId), Permission.EDIT_ROLES, 'roleId');
    return { role, standing };
  }

  private async refuse(
    tx: Transaction, standing: Standing, before: Pick<RoleRow, 'ownLocationsOnly' | 'assignerRoleIds'>, after: RoleExtent,
    assigners: string[] | null,
  ): Promise<void> {
    refuseTogether(
      ...refusalsOfTexts(after),
      holdsAllOf({ ...standing, area: null }, after) ? null
        : new PermissionNotAvailable('You cannot allow more than your own role does.', 'permissions'),
      this.refusalOfLimit(standing, before.ownLocationsOnly, after.ownLocationsOnly),
      await this.refusalOfAssigners(tx, standing, before.assignerRoleIds, assigners));
  }

  private refusalOfLimit(standing: Standing, before: boolean, after: boolean): Refusal | null {
    if (standing.area !== null && !after) {
      return new PermissionNotAvailable('Your role is limited to your own locations, so this one has to be, too.', 'ownLocationsOnly');
    }
    const needsLocations = after && !before && !standing.usesLocations;
    return needsLocations ? new Invalid('This project space does not use organizations. Switch them on in the settings first.', 'ownLocationsOnly') : null;
  }

  /** ROL-4: only admins edit an "assignable by" list. */
  private async refusalOfAssigners(
    tx: Transaction, standing: Standing, before: string[] | null, after: string[] | null,
  ): Promise<Refusal | null> {
    const field = 'assignableByRoleIds';
    const sorted = (ids: string[] | null) => JSON.stringify(ids && [...new Set(ids)].sort());
    if (sorted(before) === sorted(after)) return null;
    if (!standing.isAdmin) return new PermissionNotAvailable('Only admins decide by whom a role may be assigned.', field);
    const ids = [...new Set(after ?? [])];
    const known = ids.every(isUuid) ? await this.roles.countExisting(tx, standing.projectSpaceId, ids) : -1;
    return known === ids.length ? null : new RoleNotAvailable('One of these roles does not exist here. Please choose from the list.', field);
  }

  private async record(
    tx: Transaction, actor: Actor, action: string, before: RoleRow | null, after: RoleRow,
  ): Promise<void> {
    const { projectSpaceId } = after;
    const names = new Map((await this.roles.all(projectSpaceId, tx)).map(({ id, name }) => [id, name]));
    const shown = (role: RoleRow | null): Record<string, string | null> => (role ? {
      name: role.name, description: role.description, permissions: role.permissions.join(', ') || null,
      ownLocationsOnly: String(role.ownLocationsOnly),
      assignableBy: role.assignerRoleIds && role.assignerRoleIds.map((id) => names.get(id) ?? id).join(', '),
    } : {});
    const changes = changesBetween(shown(before), shown(after));
    if (changes.length === 0) return;
    await this.audit.record(tx, actor, { projectSpaceId, action, subjectName: before?.name ?? after.name, changes });
  }
}
