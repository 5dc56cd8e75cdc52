import { holds, refuseClosed, requireIdentified } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import type { Permission } from '../access/permission';
import type { Transaction } from '../platform/database/data-source';
import { forbidden } from '../platform/graphql/faults';
import { type ProjectSpaceRepository } from './project-space.repository';

/** Changes to who may do what wait for each other, so that nobody acts by a right that was just taken. */
export class StandingLock {
  constructor(private readonly spaces: ProjectSpaceRepository, private readonly actors: ActorRepository) {}

  /** Holds the project space until the transaction ends, and reads anew what the actor is in it. */
  async take(tx: Transaction, actor: Actor, projectSpaceId: string, permission: Permission): Promise<Standing> {
    const asker = requireIdentified(actor);
    await this.spaces.lock(tx, projectSpaceId);
    const places = await this.actors.placesNow(tx, projectSpaceId, asker);
    refuseClosed(places, { projectSpaceId });
    const [standing] = places.standings;
    if (!standing || !holds(standing, permission)) throw forbidden();
    return standing;
  }
}
