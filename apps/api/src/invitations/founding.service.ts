import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { system } from '../access/access';
import { Invalid } from '../access/access.errors';
import { type AuditLog } from '../audit/audit-log.service';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { Language } from '../mail-texts/language';
import { type Clock, daysAfter } from '../platform/clock';
import { refuseOnConstraint, refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { KeyRing } from '../platform/crypto/key-ring';
import type { Transaction } from '../platform/database/data-source';
import { type ProjectSpace, SoftwarePlan } from '../project-spaces/project-space.entity';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type RoleRepository } from '../roles/role.repository';
import { parseEmailAddress } from '../web-users/email-address';
import { InvitationState } from './invitation.entity';
import { type InvitationRepository } from './invitation.repository';
import { INVITATION_DAYS, newLink, tokenOf } from './invitation-token';
import { type SendingService } from './sending.service';

export interface NewProjectSpace {
  slug: string;
  name: string;
  plan?: SoftwarePlan;
  language?: Language;
  usesLocations?: boolean;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

refuseOnConstraint('project_spaces_slug_taken', () => new Invalid('This slug is taken. Choose another.', 'slug'));

/** Founding project spaces: the operator's command line and the demo do it. */
export class FoundingService {
  constructor(
    private readonly database: DataSource,
    private readonly spaces: ProjectSpaceRepository,
    private readonly roles: RoleRepository,
    private readonly invitations: InvitationRepository,
    private readonly sending: SendingService,
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
      language: language ?? Language.EN, usesLocations: usesLocations ?? false, remindersEnabled: true, createdAt: this.clock.now(),
    };
    await this.spaces.add(tx, space);
    const adminRoleId = await this.roles.addPresets(tx, space.id);
    await this.audit.record(tx, system, { projectSpaceId: space.id, action: 'project-space.created' });
    return { space, adminRoleId };
  }

  /** Founds a project space and invites its first admin; answers with the link, for the operator to hand on. */
  async foundWithAdmin(space: NewProjectSpace, adminEmail: string): Promise<string> {
    const parsed = parseEmailAddress(adminEmail);
    if ('problem' in parsed) throw new Invalid('The admin needs a valid email address.', 'admin');
    try {
      return await this.database.transaction(async (tx) => {
        const { space: { id: projectSpaceId }, adminRoleId } = await this.found(tx, space);
        return await this.inviteFirstAdmin(tx, projectSpaceId, adminRoleId, parsed.address);
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }

  private async inviteFirstAdmin(
    tx: Transaction, projectSpaceId: string, roleId: string, email: string,
  ): Promise<string> {
    const id = randomUUID();
    const now = this.clock.now();
    const link = newLink(this.keys, projectSpaceId, id, 1);
    await this.invitations.add(tx, {
      projectSpaceId, id, email, webUserId: null, roleId, invitedById: null, invitedAt: now, lastSentAt: now,
      expiresAt: daysAfter(now, INVITATION_DAYS), sending: 1, status: InvitationState.OPEN, endedAt: null,
      deliveryStatus: DeliveryStatus.QUEUED,
    }, link, []);
    await this.sending.mail(tx, { projectSpaceId, id, email, sending: 1 });
    await this.audit.record(tx, system, {
      projectSpaceId, action: 'invitation.created', subject: { email }, changes: [{ field: 'role', from: null, to: 'Admin' }],
    });
    return `${this.publicUrl}/invitations/${tokenOf(this.keys, link)}`;
  }
}
