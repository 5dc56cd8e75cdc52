import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { type ProjectSpaceService } from './project-space.service';
import { ProjectSpaceType } from './project-space.type';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceResolver {
  constructor(private readonly spaces: ProjectSpaceService) {}

  @Query(() => ProjectSpaceType, {
    nullable: true,
    description: 'A project space the viewer belongs to; null for any other, existing or not.',
  })
  async projectSpace(
    @Arg('slug', () => String) slug: string, @Ctx() { actor }: RequestContext,
  ): Promise<Omit<ProjectSpaceType, 'viewerPermissions'> | null> {
    return await this.spaces.findBySlug(actor, slug);
  }

  @FieldResolver(() => [Permission])
  viewerPermissions(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Permission[] {
    return this.spaces.permissionsOf(actor, space.id);
  }
}
