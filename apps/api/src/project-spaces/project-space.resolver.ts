import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { payload } from '../access/user-error.type';
import { Language } from '../mail-texts/language';
import { SoftwarePlan } from './project-space.entity';
import { type ProjectSpaceService } from './project-space.service';
import { type PlainProjectSpace, ProjectSpacePayload, ProjectSpaceType, UpdateProjectSpaceInput } from './project-space.type';
import { type SettingsService } from './settings.service';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceResolver {
  constructor(private readonly spaces: ProjectSpaceService, private readonly settings: SettingsService) {}

  @Query(() => ProjectSpaceType, {
    nullable: true,
    description: 'A project space the viewer belongs to; null for any other, existing or not.',
  })
  async projectSpace(
    @Arg('slug', () => String, { description: 'As in its address.' }) slug: string, @Ctx() { actor }: RequestContext,
  ): Promise<PlainProjectSpace | null> {
    return await this.spaces.findBySlug(actor, slug);
  }

  @FieldResolver(() => SoftwarePlan)
  plan(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): SoftwarePlan {
    return this.spaces.read(actor, space, 'plan');
  }

  @FieldResolver(() => Language)
  language(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Language {
    return this.spaces.read(actor, space, 'language');
  }

  @FieldResolver(() => Boolean)
  usesLocations(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): boolean {
    return this.spaces.read(actor, space, 'usesLocations');
  }

  @FieldResolver(() => Boolean)
  remindersEnabled(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): boolean {
    return this.spaces.read(actor, space, 'remindersEnabled');
  }

  @FieldResolver(() => Boolean)
  viewerMustSetUpTwoFactor(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): boolean {
    return this.spaces.isClosed(actor, space.id);
  }

  @FieldResolver(() => [Permission])
  viewerPermissions(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Permission[] {
    return this.spaces.permissionsOf(actor, space.id);
  }

  @Mutation(() => ProjectSpacePayload, { description: "Changes a project space's settings." })
  async updateProjectSpace(
    @Arg('input', () => UpdateProjectSpaceInput) input: UpdateProjectSpaceInput, @Ctx() { actor }: RequestContext,
  ): Promise<ProjectSpacePayload> {
    return await payload(async () => ({ projectSpace: await this.settings.change(actor, input) }));
  }
}
