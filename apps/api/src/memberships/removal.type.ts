import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { connectionType } from '../platform/graphql/connection';
import { DateTime } from '../platform/graphql/scalars';
import type { FormerMemberRow } from './former-member.repository';

@ObjectType('FormerMember', {
  simpleResolvers: true,
  description: 'A removed member: an ID and dates for ever, more only while the removal can be undone.',
})
export class FormerMemberType implements Omit<FormerMemberRow, 'projectSpaceId' | 'sortValue'> {
  @Field(() => ID, { description: 'The membership that was; undoing the removal takes it.' })
  membershipId!: string;

  @Field(() => ID, { description: 'The person.' })
  webUserId!: string;

  @Field(() => DateTime, { description: 'When they had joined.' })
  joinedAt!: Date;

  @Field(() => DateTime, { description: 'When they were removed.' })
  removedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Their address, while the removal can be undone.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Their name, while the removal can be undone.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'The role they would come back with.' })
  roleName!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the removal can be undone; null after that.' })
  undoUntil!: Date | null;
}

export const FormerMemberConnection = connectionType(FormerMemberType, 'FormerMember');

@InputType({ description: 'Whom to remove.' })
export class RemoveMembershipInput {
  @Field(() => ID, { description: 'The member.' })
  membershipId!: string;

  @Field(() => Boolean, {
    nullable: true, defaultValue: false, description: 'Delete the pending invitations they sent, too.',
  })
  removeSentInvitations?: boolean | null;
}

@InputType({ description: 'Which removal to take back.' })
export class UndoRemoveMembershipInput {
  @Field(() => ID, { description: 'The membership that was.' })
  membershipId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was removed and until when that can be undone, or why nothing was.' })
export class RemoveMembershipPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  removedMembershipId?: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when the removal can be undone.' })
  undoUntil?: Date;
}
