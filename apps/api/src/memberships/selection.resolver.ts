import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { type SelectionService } from './selection.service';
import { MembershipsPayload, RemoveMembershipsInput, UpdateMembershipsInput } from './selection.type';

@Resolver()
export class SelectionResolver {
  constructor(private readonly service: SelectionService) {}

  @Mutation(() => MembershipsPayload, { description: 'One change for up to 100 members, each with its own outcome.' })
  async updateMemberships(
    @Arg('input', () => UpdateMembershipsInput) { membershipIds, ...change }: UpdateMembershipsInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<MembershipsPayload> {
    const changed = await payload(() => this.service.change(actor, membershipIds, change));
    return { outcomes: [], ...changed } as MembershipsPayload;
  }

  @Mutation(() => MembershipsPayload, { description: 'Removes up to 100 members, each with its own outcome.' })
  async removeMemberships(
    @Arg('input', () => RemoveMembershipsInput) input: RemoveMembershipsInput, @Ctx() { actor }: RequestContext,
  ): Promise<MembershipsPayload> {
    const { membershipIds, removeSentInvitations } = input;
    const removed = await payload(() => this.service.remove(actor, membershipIds, removeSentInvitations ?? false));
    return { outcomes: [], ...removed } as MembershipsPayload;
  }
}
