import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import type { LocationRow } from '../locations/location.repository';
import { LocationType } from '../locations/location.type';
import { SortDirection } from '../platform/database/ordering';
import { type ProjectSpaceService } from '../project-spaces/project-space.service';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { ViewerType } from '../web-users/viewer.type';
import { MembershipOrderField } from './membership-list.repository';
import { type MembershipService } from './membership.service';
import {
  MembershipArguments, MembershipConnection, MembershipPayload, MembershipType, SetMembershipActiveInput,
  UpdateMembershipInput,
} from './membership.type';
import type { MembershipRow } from './membership-row.repository';

const BY_NAME = { field: MembershipOrderField.NAME, direction: SortDirection.ASC };

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceMembershipsResolver {
  constructor(private readonly service: MembershipService) {}

  @FieldResolver(() => MembershipConnection, { nullable: true, description: 'The members, a page at a time.' })
  async memberships(
    @Root() space: ProjectSpaceType, @Args(() => MembershipArguments) asked: MembershipArguments,
    @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, asked, asked.filter ?? {}, asked.orderBy ?? BY_NAME);
  }

  @FieldResolver(() => MembershipType, { nullable: true, description: 'One member.' })
  async membership(
    @Root() space: ProjectSpaceType, @Arg('id', () => ID, { description: 'Which membership.' }) id: string, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.find(actor, space.id, id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true, description: 'Whether only one active admin is left; null for people limited to an area.',
  })
  async hasSingleAdmin(@Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext): Promise<boolean | null> {
    return await this.service.hasSingleAdmin(actor, space.id);
  }
}

@Resolver(() => ViewerType)
export class ViewerMembershipsResolver {
  constructor(private readonly service: MembershipService) {}

  @FieldResolver(() => [MembershipType], { description: 'What the viewer is, in each of their project spaces.' })
  async memberships(@Ctx() context: RequestContext): Promise<unknown> {
    return await this.service.own(context);
  }
}

@Resolver(() => MembershipType)
export class MembershipResolver {
  constructor(private readonly service: MembershipService, private readonly spaces: ProjectSpaceService) {}

  @FieldResolver(() => ProjectSpaceType, { description: 'Where.' })
  projectSpace(@Root() member: MembershipRow, @Ctx() { actor }: RequestContext): unknown {
    return this.spaces.of(actor, member.projectSpaceId);
  }

  @FieldResolver(() => [LocationType], { description: 'Those the viewer sees; the first is the primary one.' })
  locations(@Root() member: MembershipRow, @Ctx() { actor }: RequestContext): LocationRow[] {
    return this.service.locationsOf(actor, member);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may change locations, and the role where they may also remove.' })
  viewerCanEdit(@Root() member: MembershipRow, @Ctx() { actor }: RequestContext): boolean {
    return this.service.canEdit(actor, member);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may remove, deactivate, or change the role.' })
  viewerCanRemove(@Root() member: MembershipRow, @Ctx() { actor }: RequestContext): boolean {
    return this.service.canRemove(actor, member);
  }

  @Mutation(() => MembershipPayload, { description: "Changes a member's role or locations." })
  async updateMembership(
    @Arg('input', () => UpdateMembershipInput) input: UpdateMembershipInput, @Ctx() { actor }: RequestContext,
  ): Promise<MembershipPayload> {
    return await payload(async () => ({ membership: await this.service.change(actor, input) }));
  }

  @Mutation(() => MembershipPayload, { description: 'Deactivates or reactivates a member in one project space.' })
  async setMembershipActive(
    @Arg('input', () => SetMembershipActiveInput) input: SetMembershipActiveInput, @Ctx() { actor }: RequestContext,
  ): Promise<MembershipPayload> {
    const { membershipId, active, removeSentInvitations } = input;
    return await payload(async () => ({
      membership: await this.service.setActive(actor, membershipId, active, removeSentInvitations ?? false),
    }));
  }
}
