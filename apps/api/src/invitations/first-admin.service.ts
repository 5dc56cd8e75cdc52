import type { DataSource } from 'typeorm';
import { system } from '../access/access';
import { refusalOfConstraint } from '../platform/database/constraint-refusals';
import type { KeyRing } from '../platform/crypto/key-ring';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { type AdminInvitationService } from './admin-invitation.service';
import { type FirstAdminRepository } from './first-admin.repository';
import { SlugTaken } from './invitation.errors';
import { tokenOf } from './invitation-token';

/** The link for the operator to hand on, and whose invitations as admin it took the place of. */
export interface FirstAdminInvited {
  link: string;
  ended: string[];
}

/** Inviting the first admin of a project space anew, where none ever came: nobody in it could. */
export class FirstAdminService {
  constructor(
    private readonly database: DataSource,
    private readonly founded: FirstAdminRepository,
    private readonly spaces: ProjectSpaceRepository,
    private readonly invitations: AdminInvitationService,
    private readonly keys: KeyRing,
    private readonly publicUrl: string,
  ) {}

  /** Whether a project space is there that nobody ever joined. */
  async isAwaited(slug: string): Promise<boolean> {
    return (await this.founded.find(this.database.manager, slug))?.wasJoined === false;
  }

  /** Whoever accepts meanwhile holds the invitation, so that it is asked after that whether anybody joined. */
  async inviteAnew(slug: string, email: string): Promise<FirstAdminInvited> {
    try {
      return await this.database.transaction(async (tx) => {
        await this.invitations.lockAddress(tx, email);
        const person = await this.invitations.findAccount(tx, email, 'admin');
        const found = await this.founded.find(tx, slug);
        if (!found) throw new SlugTaken();
        const { id: projectSpaceId, adminRoleId: roleId } = found;
        await this.spaces.lock(tx, projectSpaceId);
        const ended = await this.invitations.removeOpenToOthers(tx, system, { projectSpaceId, roleId, ...person });
        if ((await this.founded.find(tx, slug))?.wasJoined) throw new SlugTaken();
        const link = await this.invitations.invite(tx, system, { projectSpaceId, roleId, ...person, field: 'admin' });
        return { link: `${this.publicUrl}/invitations/${tokenOf(this.keys, link)}`, ended };
      });
    } catch (error) {
      throw refusalOfConstraint(error) ?? error;
    }
  }
}
