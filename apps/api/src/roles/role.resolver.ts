import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { RoleRow } from './role.repository';
import { type RoleService } from './role.service';
import { type RoleEditService } from './role-edit.service';
import {
  CreateRoleInput, DeleteRoleInput, DeleteRolePayload, RolePayload, RoleType, UpdateRoleInput,
} from './role.type';

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
  constructor(private readonly service: RoleService, private readonly edits: RoleEditService) {}

  @FieldResolver(() => Int, { description: 'How many members hold it.' })
  async memberCount(@Root() role: RoleType, @Ctx() context: RequestContext): Promise<number> {
    return (await this.service.useOf(context, role as RoleRow)).memberCount;
  }

  @FieldResolver(() => Int, { description: 'How many open invitations carry it.' })
  async invitationCount(@Root() role: RoleType, @Ctx() context: RequestContext): Promise<number> {
    return (await this.service.useOf(context, role as RoleRow)).invitationCount;
  }

  @FieldResolver(() => [RoleType], { nullable: true, description: 'Only their holders, and admins, may assign it; null: no list.' })
  async assignableBy(@Root() role: RoleType, @Ctx() context: RequestContext): Promise<RoleType[] | null> {
    return await this.service.assignersOf(context, role as RoleRow);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may change it, on the present plan.' })
  viewerCanEdit(@Root() role: RoleType, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, role as RoleRow).edit;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may delete it, once nobody holds it.' })
  viewerCanDelete(@Root() role: RoleType, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, role as RoleRow).delete;
  }

  @Mutation(() => RolePayload, { description: 'Makes a role.' })
  async createRole(
    @Arg('input', () => CreateRoleInput) input: CreateRoleInput, @Ctx() { actor }: RequestContext,
  ): Promise<RolePayload> {
    return await payload(async () => ({ role: await this.edits.create(actor, input) }));
  }

  @Mutation(() => RolePayload, { description: 'Changes a role; holds for its holders from their next request on.' })
  async updateRole(
    @Arg('input', () => UpdateRoleInput) input: UpdateRoleInput, @Ctx() { actor }: RequestContext,
  ): Promise<RolePayload> {
    return await payload(async () => ({ role: await this.edits.change(actor, input) }));
  }

  @Mutation(() => DeleteRolePayload, { description: 'Deletes a role that nobody holds.' })
  async deleteRole(
    @Arg('input', () => DeleteRoleInput) input: DeleteRoleInput, @Ctx() { actor }: RequestContext,
  ): Promise<DeleteRolePayload> {
    return await payload(async () => ({ deletedRoleId: await this.edits.delete(actor, input.roleId) }));
  }
}
