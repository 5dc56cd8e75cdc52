import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { ViewerType } from '../web-users/viewer.type';
import { type AcceptService } from './accept.service';
import {
  AcceptInvitationInput, AcceptInvitationPayload, DeclineInvitationInput, DeclineInvitationPayload,
  InvitationLinkType, ReceivedInvitationType, RequestNewInvitationInput, RequestNewInvitationPayload,
} from './accept.type';
import { type NewInvitationRequests } from './new-invitation-request.service';

@Resolver(() => ViewerType)
export class AcceptResolver {
  constructor(private readonly service: AcceptService, private readonly requests: NewInvitationRequests) {}

  @Query(() => InvitationLinkType, { description: 'What the accept page shows to the holder of a mailed link.' })
  async invitationByToken(
    @Arg('token', () => String, { description: 'The last part of the mailed link.' }) token: string, @Ctx() context: RequestContext,
  ): Promise<InvitationLinkType> {
    return await this.service.look(context, token);
  }

  @FieldResolver(() => [ReceivedInvitationType], { description: "Unexpired invitations to the viewer's own addresses." })
  async invitations(@Ctx() context: RequestContext): Promise<unknown> {
    return await this.service.received(context);
  }

  @Mutation(() => AcceptInvitationPayload, { description: 'Joins, once per invitation.' })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput, @Ctx() context: RequestContext,
  ): Promise<AcceptInvitationPayload> {
    return await payload(() => this.service.accept(context, input, input.account ?? null));
  }

  @Mutation(() => DeclineInvitationPayload, { description: 'The invited person says no: the invitation ends.' })
  async declineInvitation(
    @Arg('input', () => DeclineInvitationInput) input: DeclineInvitationInput, @Ctx() context: RequestContext,
  ): Promise<DeclineInvitationPayload> {
    return await payload(async () => {
      await this.service.decline(context, input);
      return {};
    });
  }

  @Mutation(() => RequestNewInvitationPayload, { description: 'Asks whoever invited, or the admins, to invite again.' })
  async requestNewInvitation(
    @Arg('input', () => RequestNewInvitationInput) input: RequestNewInvitationInput, @Ctx() context: RequestContext,
  ): Promise<RequestNewInvitationPayload> {
    return await payload(async () => {
      await this.requests.ask(context, input.token);
      return {};
    });
  }
}
