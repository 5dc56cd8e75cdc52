import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { RoleRow } from './role.repository';
import { type RoleService } from './role.service';
import { RoleType } from './role.type';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceRolesResolver {
  constructor(private readonly service: RoleService) {}

  @FieldResolver(() => [RoleType], { nullable: true, description: 'Every role of the project space, Admin first.' })
  async roles(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Promise<RoleType[]> {
    return await this.service.list(actor, space.id);
  }

  @FieldResolver(() => [RoleType], { nullable: true, description: 'Those the viewer may hand out.' })
  async assignableRoles(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Promise<RoleType[]> {
    return await this.service.assignable(actor, space.id);
  }
}

@Resolver(() => RoleType)
export class RoleResolver {
  constructor(private readonly service: RoleService) {}

  @FieldResolver(() => Int, { description: 'How many members hold it.' })
  async memberCount(@Root() role: RoleType, @Ctx() context: RequestContext): Promise<number> {
    return (await this.service.useOf(context, role as RoleRow)).memberCount;
  }

  @FieldResolver(() => Int, { description: 'How many open invitations carry it.' })
  async invitationCount(@Root() role: RoleType, @Ctx() context: RequestContext): Promise<number> {
    return (await this.service.useOf(context, role as RoleRow)).invitationCount;
  }
}
