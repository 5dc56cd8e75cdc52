import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { system } from '../access/access';
import { Invalid } from '../access/access.errors';
import { type AuditLog } from '../audit/audit-log.service';
import { Language } from '../mail-texts/language';
import type { Clock } from '../platform/clock';
import { refuseOnConstraint, refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { type ProjectSpace, SoftwarePlan } from '../project-spaces/project-space.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type RoleRepository } from '../roles/role.repository';
import { type AdminInvitationService } from './admin-invitation.service';
import { SlugTaken } from './invitation.errors';
import { tokenOf } from './invitation-token';

export interface NewProjectSpace {
  slug: string;
  name: string;
  plan?: SoftwarePlan;
  language?: Language;
  usesLocations?: boolean;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

refuseOnConstraint('project_spaces_slug_taken', () => new SlugTaken());

/** Founding project spaces: the operator's command line and the demo do it. */
export class FoundingService {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly roles: RoleRepository,
    private readonly invitations: AdminInvitationService,
    private readonly audit: AuditLog,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  /** Makes the project space with its preset roles, and answers with it and the Admin role's id. */
  async found(tx: Transaction, { slug, name, plan, language, usesLocations }: NewProjectSpace) {
    if (!SLUG.test(slug)) throw new Invalid('A slug has lower-case letters, digits and hyphens, at most 63.', 'slug');
    if (name.trim() === '') throw new Invalid('A project space needs a name.', 'name');
    const space: ProjectSpace = {
      id: randomUUID(), slug, name: name.trim(), plan: plan ?? SoftwarePlan.STANDARD,
      language: language ?? Language.EN, usesLocations: usesLocations ?? false, remindersEnabled: true,
      requiresTwoFactor: false, createdAt: this.clock.now(),
    };
    await this.spaces.add(tx, space);
    const adminRoleId = await this.roles.addPresets(tx, space.id);
    await this.audit.record(tx, system, { projectSpaceId: space.id, action: 'project-space.created' });
    return { space, adminRoleId };
  }

  /** Founds a project space and invites its first admin; answers with the link, for the operator to hand on. */
  async foundWithAdmin(space: NewProjectSpace, adminEmail: string): Promise<string> {
    try {
      return await this.database.transaction(async (tx) => {
        await this.invitations.lockAddress(tx, adminEmail);
        const person = await this.invitations.findAccount(tx, adminEmail, 'admin');
        const { space: { id: projectSpaceId }, adminRoleId: roleId } = await this.found(tx, space);
        const link = await this.invitations.invite(tx, system, { projectSpaceId, roleId, ...person, field: 'admin' });
        return `${this.publicUrl}/invitations/${tokenOf(this.keys, link)}`;
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }
}
