import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { MembershipType } from '../memberships/membership.type';
import type { MembershipRow } from '../memberships/membership-row.repository';
import { describedEnum } from '../platform/graphql/described-enum';
import { DateTime } from '../platform/graphql/scalars';
import { InvitationLinkState } from './invitation-link-state';

describedEnum(InvitationLinkState, 'InvitationLinkState', 'What a mailed link shows itself to be.', {
  OPEN: 'It can be accepted.',
  EXPIRED: 'Its 30 days are over.',
  USED: 'Somebody joined by it.',
  REPLACED: 'A newer one was mailed.',
  UNKNOWN: 'There is no such link, or its invitation was deleted.',
});

@ObjectType('InvitationLink', { simpleResolvers: true, description: 'All that the bearer of a link may know.' })
export class InvitationLinkType {
  @Field(() => InvitationLinkState, { description: 'Only an OPEN one can be accepted.' })
  state!: InvitationLinkState;

  @Field(() => String, { nullable: true, description: 'The invited address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Where one is invited to.' })
  projectSpaceName?: string | null;

  @Field(() => String, { nullable: true, description: 'Who invites.' })
  invitedByName?: string | null;

  @Field(() => String, { nullable: true, description: 'The role one would have.' })
  roleName?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the link works.' })
  expiresAt?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'The invited address already has an account: sign in to accept.' })
  accountExists?: boolean | null;
}

@ObjectType('ReceivedInvitation', { simpleResolvers: true, description: 'What the invited person may know before joining.' })
export class ReceivedInvitationType {
  @Field(() => ID, { description: 'Accepting or declining takes it.' })
  id!: string;

  @Field(() => String, { description: 'The invited address.' })
  email!: string;

  @Field(() => String, { description: 'Where one is invited to.' })
  projectSpaceName!: string;

  @Field(() => String, { description: 'The role one would have.' })
  roleName!: string | null;

  @Field(() => String, { nullable: true, description: 'Who invites.' })
  invitedByName!: string | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  invitedAt!: Date;

  @Field(() => DateTime, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;
}

@InputType({ description: 'The account of a person who has none.' })
export class NewAccountInput {
  @Field(() => String, { description: 'Given name.' })
  firstName!: string;

  @Field(() => String, { description: 'Family name.' })
  lastName!: string;

  @Field(() => String, { description: '8 to 256 characters.' })
  password!: string;

  @Field(() => Boolean, { description: 'Agreement to the terms of service in their present version.' })
  agreeToTerms!: boolean;
}

@InputType({
  description: "`token` from the mailed link, or `invitationId` of one of the viewer's own: exactly one of them. "
    + '`account` for a person without one; a person with one signs in first and leaves it out.',
})
export class AcceptInvitationInput {
  @Field(() => String, { nullable: true, description: 'From the mailed link.' })
  token?: string | null;

  @Field(() => ID, { nullable: true, description: "One of the viewer's own invitations." })
  invitationId?: string | null;

  @Field(() => NewAccountInput, { nullable: true, description: 'For a person without an account.' })
  account?: NewAccountInput | null;
}

@InputType({ description: 'From the page of an expired or replaced link.' })
export class RequestNewInvitationInput {
  @Field(() => String, { description: 'From the mailed link.' })
  token!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answers alike whether or not somebody is told: at most once a day they are.' })
export class RequestNewInvitationPayload extends Payload {}

@ObjectType({ simpleResolvers: true, description: 'What was joined, or why not. `membership` is null unless signed in.' })
export class AcceptInvitationPayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'Null unless signed in.' })
  membership?: MembershipRow | null;

  @Field(() => String, { nullable: true, description: 'The address one signs in with.' })
  email?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an account was made.' })
  accountCreated?: boolean | null;
}

@InputType({ description: "`token` from the mailed link, or `invitationId` of one of the viewer's own." })
export class DeclineInvitationInput {
  @Field(() => String, { nullable: true, description: 'From the mailed link.' })
  token?: string | null;

  @Field(() => ID, { nullable: true, description: "One of the viewer's own invitations." })
  invitationId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The invitation has ended, or why not.' })
export class DeclineInvitationPayload extends Payload {}
