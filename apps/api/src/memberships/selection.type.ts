import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../access/user-error.type';
import { MembershipType } from './membership.type';
import type { MembershipRow } from './membership-row.repository';

@InputType({ description: 'One change for up to 100 members. Absent (or null) leaves as it is.' })
export class UpdateMembershipsInput {
  @Field(() => [ID], { description: 'Whom to change.' })
  membershipIds!: string[];

  @Field(() => ID, { nullable: true, description: 'The new role of each.' })
  roleId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The new locations of each, the primary one first.' })
  locationIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'False deactivates, true reactivates.' })
  active?: boolean | null;
}

@InputType({ description: 'Up to 100 members to remove.' })
export class RemoveMembershipsInput {
  @Field(() => [ID], { description: 'Whom to remove.' })
  membershipIds!: string[];

  @Field(() => Boolean, {
    nullable: true, defaultValue: false, description: 'Delete the pending invitations they sent, too.',
  })
  removeSentInvitations?: boolean | null;
}

@ObjectType('MembershipOutcome', { simpleResolvers: true, description: 'What became of one of a selection.' })
class MembershipOutcome {
  @Field(() => ID, { description: 'Which member.' })
  membershipId!: string;

  @Field(() => MembershipType, { nullable: true, description: 'As it is now; null when refused or removed.' })
  membership!: MembershipRow | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({
  simpleResolvers: true, description: '`outcomes` in the order of the input; `userErrors` for the request as a whole.',
})
export class MembershipsPayload extends Payload {
  @Field(() => [MembershipOutcome], { description: 'One for each member.' })
  outcomes!: MembershipOutcome[];
}
