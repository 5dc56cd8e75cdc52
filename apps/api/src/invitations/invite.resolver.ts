import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { describedEnum } from '../platform/graphql/described-enum';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { MembershipType } from '../memberships/membership.type';
import type { MembershipRow } from '../memberships/membership-row.repository';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { AddressState, type AddressStatusService } from './address-status.service';
import {
  InvitationPayload, InvitationsPayload, InvitationType, InviteWebUserInput, InviteWebUsersInput,
} from './invitation.type';
import type { InvitationRow } from './invitation-row.repository';
import { type InviteService } from './invite.service';

describedEnum(AddressState, 'AddressState', 'How an address stands towards a project space.', {
  FREE: 'It can be invited.',
  INVALID: 'It is no email address.',
  MEMBER: 'It belongs to a member, active or deactivated here.',
  INVITED: 'It has a pending invitation.',
  EXPIRED: 'Its invitation has expired: inviting sends it again.',
  DEACTIVATED: 'Its account as a whole is deactivated.',
  BLOCKED: 'No mail leaves for it any more.',
});

@ObjectType('AddressStatus', { simpleResolvers: true, description: 'What inviting an address would meet.' })
export class AddressStatusType {
  @Field(() => AddressState, { description: 'How the address stands.' })
  state!: AddressState;

  @Field(() => MembershipType, { nullable: true, description: 'With MEMBER.' })
  membership!: MembershipRow | null;

  @Field(() => InvitationType, { nullable: true, description: 'With INVITED and EXPIRED.' })
  invitation!: InvitationRow | null;
}

@Resolver(() => ProjectSpaceType)
export class InviteResolver {
  constructor(private readonly service: InviteService, private readonly statuses: AddressStatusService) {}

  @FieldResolver(() => AddressStatusType, { nullable: true, description: 'For the invite form, while one types.' })
  async addressStatus(
    @Root() space: ProjectSpaceType,
    @Arg('email', () => String, { description: 'As far as it has been typed.' }) email: string, @Ctx() { actor }: RequestContext,
  ): Promise<AddressStatusType> {
    return await this.statuses.of(actor, space.id, email);
  }

  @Mutation(() => InvitationPayload, { description: 'Invites an address by mail.' })
  async inviteWebUser(
    @Arg('input', () => InviteWebUserInput) input: InviteWebUserInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationPayload> {
    return await payload(async () => ({ invitation: await this.service.invite(actor, input) }));
  }

  @Mutation(() => InvitationsPayload, { description: 'Up to 100 at once, each with its own outcome.' })
  async inviteWebUsers(
    @Arg('input', () => InviteWebUsersInput) input: InviteWebUsersInput, @Ctx() { actor }: RequestContext,
  ): Promise<InvitationsPayload> {
    return { outcomes: [], ...(await payload(() => this.service.inviteMany(actor, input))) } as InvitationsPayload;
  }
}
