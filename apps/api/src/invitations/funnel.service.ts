import { requireAnyOf } from '../access/access';
import type { Actor } from '../access/actor';
import { Permission } from '../access/permission';
import { type Clock, daysAfter } from '../platform/clock';
import { badUserInput } from '../platform/graphql/faults';
import type { Funnel, FunnelRepository } from './funnel.repository';

const MOST_DAYS = 366;

/** What became of the invitations of late; whoever is limited to an area counts only what is inside (ROL-7). */
export class FunnelService {
  constructor(private readonly rows: FunnelRepository, private readonly clock: Clock) {}

  async of(actor: Actor, projectSpaceId: string, days: number): Promise<Funnel> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    if (days < 1 || days > MOST_DAYS) throw badUserInput(`Ask for 1 to ${MOST_DAYS} days.`);
    const now = this.clock.now();
    return await this.rows.since(standing, daysAfter(now, -days), now);
  }
}
