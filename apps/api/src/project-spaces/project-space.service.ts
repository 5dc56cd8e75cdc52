import { closedSpaceOf, refuseClosed, standingIn } from '../access/access';
import type { Actor, Standing } from '../access/actor';
import type { ActorRepository } from '../access/actor.repository';
import type { Language } from '../mail-texts/language';
import { type Clock, dayOf } from '../platform/clock';
import type { ProjectSpace, SoftwarePlan } from './project-space.entity';

export type OpenProjectSpace = Omit<ProjectSpace, 'createdAt'>;
/** All that is told to whoever lacks the two-factor it requires (TFA-3). */
type ClosedProjectSpace = Pick<OpenProjectSpace, 'id' | 'slug' | 'name' | 'requiresTwoFactor'>;

function opened({ projectSpaceId: id, projectSpaceName: name, ...standing }: Standing): OpenProjectSpace {
  const { slug, plan, language, usesLocations, remindersEnabled, requiresTwoFactor } = standing;
  return {
    id, slug, name, plan: plan as SoftwarePlan, language: language as Language, usesLocations, remindersEnabled, requiresTwoFactor,
  };
}

export class ProjectSpaceService {
  constructor(private readonly actors: ActorRepository, private readonly clock: Clock) {}

  /** Null without an error for unknown, foreign, removed and deactivated alike (ACC-1); a person's visit counts as access (SIG-5). */
  async findBySlug(actor: Actor, slug: string): Promise<OpenProjectSpace | null> {
    refuseClosed(actor, { slug });
    const standing = actor.kind === 'anonymous' ? undefined : actor.standings.find((one) => one.slug === slug);
    if (!standing) return null;
    if (actor.kind === 'web-user') await this.actors.noteAccess(standing, dayOf(this.clock.now()));
    return opened(standing);
  }

  /** The project space of something that was found in it, or of one's own membership. */
  of(actor: Actor, projectSpaceId: string): OpenProjectSpace | ClosedProjectSpace | null {
    const standing = standingIn(actor, projectSpaceId);
    if (standing) return opened(standing);
    const closed = closedSpaceOf(actor, projectSpaceId);
    return closed && { id: projectSpaceId, slug: closed.slug, name: closed.projectSpaceName, requiresTwoFactor: true };
  }

  permissionsOf(actor: Actor, projectSpaceId: string) {
    return standingIn(actor, projectSpaceId)?.permissions ?? [];
  }

  isClosed(actor: Actor, projectSpaceId: string): boolean {
    return closedSpaceOf(actor, projectSpaceId) !== null;
  }

  /** What it holds, for whomever it is not closed to (TFA-3). */
  read<Field extends keyof OpenProjectSpace>(actor: Actor, space: Pick<OpenProjectSpace, 'id' | Field>, field: Field) {
    refuseClosed(actor, { projectSpaceId: space.id });
    return space[field];
  }
}
