import type { Actor, Standing } from '../access/actor';
import { type ActorRepository } from '../access/actor.repository';
import type { RequestContext } from '../access/context';
import { type Clock, dayOf } from '../platform/clock';
import type { ProjectSpace } from './project-space.entity';
import { type ProjectSpaceRepository } from './project-space.repository';

export class ProjectSpaceService {
  constructor(
    private readonly spaces: ProjectSpaceRepository,
    private readonly actors: ActorRepository,
    private readonly clock: Clock,
  ) {}

  /** Null without an error for unknown, foreign, removed and deactivated alike (ACC-1). */
  async findBySlug(context: RequestContext, slug: string): Promise<ProjectSpace | null> {
    const { actor } = context;
    const standing = actor.kind === 'web-user' ? actor.standings.find((one) => one.slug === slug) : undefined;
    return standing ? await this.enter(context, standing) : null;
  }

  /** A project space the actor belongs to; a visit counts as access (SIG-5). */
  async enter(context: RequestContext, standing: Standing): Promise<ProjectSpace | null> {
    await this.actors.noteAccess(standing, dayOf(this.clock.now()));
    return await this.load(context, standing.projectSpaceId);
  }

  /** For what was already found inside a project space of the actor's. */
  async load(context: RequestContext, id: string): Promise<ProjectSpace | null> {
    return await context.loader(this.spaces.byIds).load(id);
  }

  permissionsOf(actor: Actor, projectSpaceId: string) {
    if (actor.kind !== 'web-user') return [];
    return actor.standings.find((standing) => standing.projectSpaceId === projectSpaceId)?.permissions ?? [];
  }
}
