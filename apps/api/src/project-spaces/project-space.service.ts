import { standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { ActorRepository } from '../access/actor.repository';
import type { Language } from '../mail-texts/language';
import { type Clock, dayOf } from '../platform/clock';
import type { ProjectSpace, SoftwarePlan } from './project-space.entity';

export type OpenProjectSpace = Pick<
  ProjectSpace, 'id' | 'slug' | 'name' | 'plan' | 'language' | 'usesLocations' | 'remindersEnabled'
>;

function opened(
  { projectSpaceId: id, slug, projectSpaceName: name, plan, language, usesLocations, remindersEnabled }: Standing,
): OpenProjectSpace {
  return { id, slug, name, plan: plan as SoftwarePlan, language: language as Language, usesLocations, remindersEnabled };
}

export class ProjectSpaceService {
  constructor(private readonly actors: ActorRepository, private readonly clock: Clock) {}

  /** Null without an error for unknown, foreign, removed and deactivated alike (ACC-1); a person's visit counts as access (SIG-5). */
  async findBySlug(actor: Actor, slug: string): Promise<OpenProjectSpace | null> {
    const standing = actor.kind === 'anonymous' ? undefined : actor.standings.find((one) => one.slug === slug);
    if (!standing) return null;
    if (actor.kind === 'web-user') await this.actors.noteAccess(standing, dayOf(this.clock.now()));
    return opened(standing);
  }

  /** The project space of something that was found in it. */
  of(actor: Actor, projectSpaceId: string): OpenProjectSpace | null {
    const standing = standingIn(actor, projectSpaceId);
    return standing && opened(standing);
  }

  permissionsOf(actor: Actor, projectSpaceId: string) {
    return standingIn(actor, projectSpaceId)?.permissions ?? [];
  }
}
