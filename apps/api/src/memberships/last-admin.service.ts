import { holds } from '../access/access';
import type { SignedIn, Standing } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { forbidden } from '../platform/graphql/faults';
import { type ProjectSpaceRepository } from '../project-spaces/project-space.repository';
import { LastAdmin } from './membership.errors';
import { type MembershipRepository } from './membership.repository';
import type { MembershipRow } from './membership-row.repository';

/** One lock for everything that could leave a project space without an admin (MEM-2). */
export class LastAdminGuard {
  constructor(
    private readonly spaces: ProjectSpaceRepository,
    private readonly actors: ActorRepository,
    private readonly memberships: MembershipRepository,
  ) {}

  /**
   * Waits for other such changes, then reads anew what the actor may do: of two admins who remove each other, the
   * second has lost the right by now.
   */
  async lock(tx: Transaction, actor: SignedIn, projectSpaceId: string): Promise<Standing> {
    await this.spaces.lock(tx, projectSpaceId);
    const standing = await this.actors.standingNow(tx, projectSpaceId, actor.webUserId);
    if (!standing || !holds(standing, Permission.EDIT_WEB_USERS)) throw forbidden();
    return standing;
  }

  /** Refuses if this member is all that stands between the project space and having no admin. */
  async keep(tx: Transaction, member: MembershipRow): Promise<void> {
    if (!member.role.isAdmin || !member.active || member.webUser.deactivated) return;
    if ((await this.memberships.countAdmins(tx, member.projectSpaceId)) <= 1) throw new LastAdmin();
  }
}
