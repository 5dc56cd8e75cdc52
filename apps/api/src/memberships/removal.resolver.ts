import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { MembershipPayload } from './membership.type';
import { type RemovalService } from './removal.service';
import {
  FormerMemberConnection, FormerMemberType, RemoveMembershipInput, RemoveMembershipPayload, UndoRemoveMembershipInput,
} from './removal.type';

@Resolver(() => ProjectSpaceType)
export class RemovalResolver {
  constructor(private readonly service: RemovalService) {}

  @FieldResolver(() => FormerMemberConnection, { nullable: true, description: 'Removed members, newest first.' })
  async formerMembers(
    @Root() space: ProjectSpaceType, @Ctx() { actor }: RequestContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'How many, at most 200.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Begin after this cursor.' }) after: string | null,
  ): Promise<unknown> {
    return await this.service.listFormer(actor, space.id, first, after);
  }

  @FieldResolver(() => FormerMemberType, { nullable: true, description: 'The latest removal of a person.' })
  async formerMember(
    @Root() space: ProjectSpaceType,
    @Arg('webUserId', () => ID, { description: 'The person who was a member.' }) webUserId: string, @Ctx() { actor }: RequestContext,
  ): Promise<FormerMemberType | null> {
    return await this.service.findFormer(actor, space.id, webUserId);
  }

  @Mutation(() => RemoveMembershipPayload, { description: 'Removes a member; can be undone for 7 days.' })
  async removeMembership(
    @Arg('input', () => RemoveMembershipInput) input: RemoveMembershipInput, @Ctx() { actor }: RequestContext,
  ): Promise<RemoveMembershipPayload> {
    return await payload(() => this.service.remove(actor, input.membershipId, input.removeSentInvitations ?? false));
  }

  @Mutation(() => MembershipPayload, { description: 'Takes a removal back, with the same role and locations.' })
  async undoRemoveMembership(
    @Arg('input', () => UndoRemoveMembershipInput) input: UndoRemoveMembershipInput, @Ctx() { actor }: RequestContext,
  ): Promise<MembershipPayload> {
    return await payload(async () => ({ membership: await this.service.undo(actor, input.membershipId) }));
  }
}
