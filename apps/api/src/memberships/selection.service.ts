import type { DataSource } from 'typeorm';
import { holds, projectSpaceIdsOf, requireIdentified, standingIn } from '../access/access';
import type { Actor } from '../access/actor';
import { eachOf } from '../access/each-of';
import { Permission } from '../access/permission';
import { isUuid } from '../platform/database/keyset';
import { forbidden } from '../platform/graphql/faults';
import { canSee } from './membership.policy';
import { type MembershipRepository } from './membership.repository';
import { type MembershipChange, type MembershipService } from './membership.service';
import type { MembershipRow } from './membership-row.repository';
import { type RemovalService } from './removal.service';

interface SelectionChange extends Omit<MembershipChange, 'membershipId'> {
  active?: boolean | null;
}

/** One change for up to 100 members, each with its own outcome (MEM-6). */
export class SelectionService {
  constructor(
    private readonly database: DataSource,
    private readonly memberships: MembershipRepository,
    private readonly members: MembershipService,
    private readonly removals: RemovalService,
  ) {}

  async change(actor: Actor, ids: string[], { active, ...change }: SelectionChange) {
    return await this.each(actor, ids, async (membershipId) => await this.database.transaction(async (tx) => {
      const changed = await this.members.changeWithin(tx, actor, { membershipId, ...change });
      return active == null ? changed : await this.members.setActiveWithin(tx, actor, membershipId, active, false);
    }));
  }

  async remove(actor: Actor, ids: string[], removeSentInvitations: boolean) {
    return await this.each(actor, ids, async (id): Promise<MembershipRow | null> => {
      await this.removals.remove(actor, id, removeSentInvitations);
      return null;
    });
  }

  private async each(actor: Actor, ids: string[], work: (id: string) => Promise<MembershipRow | null>) {
    await this.requireRightOnAll(actor, ids);
    const outcomes = await eachOf(ids, 'membershipIds', 'membershipId', work);
    return {
      outcomes: outcomes.map(({ input, value, userErrors }) => ({ membershipId: input, membership: value ?? null, userErrors })),
    };
  }

  /** Before anything is changed: what is seen without the right refuses the whole request (ACC-2). */
  private async requireRightOnAll(actor: Actor, ids: string[]): Promise<void> {
    requireIdentified(actor);
    const seen = await this.memberships.findMany(projectSpaceIdsOf(actor), ids.filter(isUuid));
    for (const member of seen) {
      const standing = standingIn(actor, member.projectSpaceId);
      if (standing && canSee(standing, member) && !holds(standing, Permission.EDIT_WEB_USERS)) throw forbidden();
    }
  }
}
