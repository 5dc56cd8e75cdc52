import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { SortDirection } from '../platform/database/ordering';
import { describedEnum } from '../platform/graphql/described-enum';
import { connectionType } from '../platform/graphql/connection';
import { PageArgs } from '../platform/graphql/page-arguments';
import { CalendarDate, DateTime } from '../platform/graphql/scalars';
import { RoleType } from '../roles/role.type';
import { WebUserType } from '../web-users/web-user.type';
import type { MembershipRow } from './membership-row.repository';
import { type MembershipFilter, type MembershipOrder, MembershipOrderField } from './membership-list.repository';

describedEnum(SortDirection, 'SortDirection', 'Upwards or downwards.', {
  ASC: 'Smallest or oldest first.',
  DESC: 'Largest or newest first.',
});
describedEnum(MembershipOrderField, 'MembershipOrderField', 'What members are sorted by.', {
  NAME: 'Last name, then first name.',
  EMAIL: 'E-mail.',
  ROLE: 'Name of the role.',
  JOINED_AT: 'When they joined.',
  LAST_ACCESS: 'The last day they were seen here.',
});

@ObjectType('Membership', { simpleResolvers: true, description: 'One web user in one project space.' })
export class MembershipType
implements Pick<MembershipRow, 'id' | 'active' | 'joinedAt' | 'lastAccessDate'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => WebUserType, { description: 'The person.' })
  webUser!: WebUserType;

  @Field(() => RoleType, { description: 'What they may do here.' })
  role!: RoleType;

  @Field(() => Boolean, { description: 'False while deactivated in this project space.' })
  active!: boolean;

  @Field(() => DateTime, { description: 'When they joined.' })
  joinedAt!: Date;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day (UTC) they used this project space.' })
  lastAccessDate!: string | null;
}

export const MembershipConnection = connectionType(MembershipType, 'Membership');

@InputType('MembershipFilter', { description: 'Narrows a list of members; all that is given must hold.' })
export class MembershipFilterInput implements MembershipFilter {
  @Field(() => String, { nullable: true, description: 'Part of a name or address, case-insensitive.' })
  search?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these roles.' })
  roleIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these locations.' })
  locationIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only active, or only deactivated ones.' })
  active?: boolean | null;

  @Field(() => CalendarDate, {
    nullable: true, description: 'Not seen in this project space since that day (UTC); never seen counts.',
  })
  notSeenSince?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with a blocked address, or only others.' })
  undeliverable?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with two-factor, or only those without.' })
  twoFactorEnabled?: boolean | null;
}

@InputType('MembershipOrder', { description: 'How a list of members is sorted.' })
export class MembershipOrderInput implements MembershipOrder {
  @Field(() => MembershipOrderField, { defaultValue: MembershipOrderField.NAME, description: 'By what.' })
  field!: MembershipOrderField;

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which way.' })
  direction!: SortDirection;
}

@ArgsType()
export class MembershipArguments extends PageArgs {
  @Field(() => MembershipFilterInput, { nullable: true, description: 'Only such members.' })
  filter?: MembershipFilterInput | null;

  @Field(() => MembershipOrderInput, { nullable: true, description: 'By name, upwards, when nothing is given.' })
  orderBy?: MembershipOrderInput | null;
}

@InputType({ description: 'Absent (or null) leaves as it is; an empty list of locations clears.' })
export class UpdateMembershipInput {
  @Field(() => ID, { description: 'Whom to change.' })
  membershipId!: string;

  @Field(() => ID, { nullable: true, description: 'The new role.' })
  roleId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The new locations, the primary one first.' })
  locationIds?: string[] | null;
}

@InputType({ description: 'Whom to deactivate or reactivate.' })
export class SetMembershipActiveInput {
  @Field(() => ID, { description: 'The member.' })
  membershipId!: string;

  @Field(() => Boolean, { description: 'False deactivates, true reactivates.' })
  active!: boolean;

  @Field(() => Boolean, {
    nullable: true, defaultValue: false, description: 'When deactivating: delete the pending invitations they sent, too.',
  })
  removeSentInvitations?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The member as it is now, or why nothing was changed.' })
export class MembershipPayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'Null when refused.' })
  membership?: MembershipRow;
}
