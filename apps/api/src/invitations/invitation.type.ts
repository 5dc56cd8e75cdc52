import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../access/user-error.type';
import { DeliveryStatus } from '../mail-delivery/delivery-status';
import { SortDirection } from '../platform/database/ordering';
import { describedEnum } from '../platform/graphql/described-enum';
import { connectionType } from '../platform/graphql/connection';
import { PageArgs } from '../platform/graphql/page-arguments';
import { DateTime } from '../platform/graphql/scalars';
import { RoleType } from '../roles/role.type';
import {
  type InvitationFilter, type InvitationOrder, InvitationOrderField, InvitationStatus,
} from './invitation-list.repository';
import type { InvitationRow } from './invitation-row.repository';

describedEnum(InvitationStatus, 'InvitationStatus', 'How an open invitation stands.', {
  PENDING: 'Its link works.',
  EXPIRED: 'Its 30 days are over; it can be sent again.',
});
describedEnum(InvitationOrderField, 'InvitationOrderField', 'What invitations are sorted by.', {
  EMAIL: 'Address.',
  INVITED_AT: 'When it was first sent.',
  EXPIRES_AT: 'When its link ends.',
});

@ObjectType('Invitation', { simpleResolvers: true, description: 'An open invitation to a project space.' })
export class InvitationType implements Pick<
  InvitationRow, 'id' | 'email' | 'invitedAt' | 'lastSentAt' | 'expiresAt' | 'deliveryStatus' | 'undeliverable'
> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'Where its mail goes.' })
  email!: string;

  @Field(() => RoleType, { description: 'The role one joins with.' })
  role!: RoleType;

  @Field(() => DateTime, { description: 'When it was made.' })
  invitedAt!: Date;

  @Field(() => DateTime, { description: 'When it was last sent.' })
  lastSentAt!: Date;

  @Field(() => DateTime, { description: 'Until when its link works.' })
  expiresAt!: Date;

  @Field(() => DeliveryStatus, { description: 'What became of its latest mail.' })
  deliveryStatus!: DeliveryStatus;

  @Field(() => Boolean, { description: 'The address is blocked: nothing is sent to it any more.' })
  undeliverable!: boolean;
}

export const InvitationConnection = connectionType(InvitationType, 'Invitation');

@InputType('InvitationFilter', { description: 'Narrows a list of invitations; all that is given must hold.' })
export class InvitationFilterInput implements InvitationFilter {
  @Field(() => String, { nullable: true, description: 'Part of an address, case-insensitive.' })
  search?: string | null;

  @Field(() => [InvitationStatus], { nullable: true, description: 'Pending, expired, or both.' })
  statuses?: InvitationStatus[] | null;

  @Field(() => [DeliveryStatus], { nullable: true, description: 'Any of these delivery statuses.' })
  deliveryStatuses?: DeliveryStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these roles.' })
  roleIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Any of these locations.' })
  locationIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Sent by any of these web users.' })
  invitedByIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those to blocked addresses, or only others.' })
  undeliverable?: boolean | null;
}

@InputType('InvitationOrder', { description: 'How a list of invitations is sorted.' })
export class InvitationOrderInput implements InvitationOrder {
  @Field(() => InvitationOrderField, { defaultValue: InvitationOrderField.INVITED_AT, description: 'By what.' })
  field!: InvitationOrderField;

  @Field(() => SortDirection, { defaultValue: SortDirection.DESC, description: 'Which way.' })
  direction!: SortDirection;
}

@ArgsType()
export class InvitationArguments extends PageArgs {
  @Field(() => InvitationFilterInput, { nullable: true, description: 'Only such invitations.' })
  filter?: InvitationFilterInput | null;

  @Field(() => InvitationOrderInput, { nullable: true, description: 'The newest first, when nothing is given.' })
  orderBy?: InvitationOrderInput | null;
}

@InputType({ description: 'Whom to invite, to what.' })
export class InviteWebUserInput {
  @Field(() => ID, { description: 'Where to.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'The address; trimmed, and compared without regard to case.' })
  email!: string;

  @Field(() => ID, { description: 'One of the roles the viewer may assign.' })
  roleId!: string;

  @Field(() => [ID], { nullable: true, description: 'Where the project space uses locations; the primary one first.' })
  locationIds?: string[] | null;
}

@InputType({ description: 'Whom to invite, to what; each address has its own outcome.' })
export class InviteWebUsersInput {
  @Field(() => ID, { description: 'Where to.' })
  projectSpaceId!: string;

  @Field(() => [String], { description: 'Up to 100 addresses.' })
  emails!: string[];

  @Field(() => ID, { description: 'One of the roles the viewer may assign.' })
  roleId!: string;

  @Field(() => [ID], { nullable: true, description: 'Where the project space uses locations; the primary one first.' })
  locationIds?: string[] | null;
}

@InputType({ description: 'Absent (or null) leaves as it is; an empty list clears.' })
export class UpdateInvitationInput {
  @Field(() => ID, { description: 'Which one.' })
  invitationId!: string;

  @Field(() => ID, { nullable: true, description: 'The new role.' })
  roleId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The new locations, the primary one first.' })
  locationIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The right address of an Undeliverable invitation.' })
  email?: string | null;
}

@InputType({ description: 'Which invitation to send again.' })
export class ResendInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}

@InputType({ description: 'Which invitation to delete.' })
export class RemoveInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}

@InputType({ description: 'A selection of up to 100 invitations.' })
export class InvitationIdsInput {
  @Field(() => [ID], { description: 'The invitations.' })
  invitationIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The invitation as it is now, or why nothing was done.' })
export class InvitationPayload extends Payload {
  @Field(() => InvitationType, { nullable: true, description: 'Null when refused.' })
  invitation?: InvitationRow;
}

@ObjectType({ simpleResolvers: true, description: 'What became of one address or invitation of several.' })
export class InvitationOutcome {
  @Field(() => String, { description: 'The address; empty where the invitation could not be seen.' })
  email!: string;

  @Field(() => InvitationType, { nullable: true, description: 'Null when refused.' })
  invitation?: InvitationRow;

  @Field(() => [UserError], { description: 'Why not; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: '`outcomes` in the order of the input; `userErrors` for the request as a whole.' })
export class InvitationsPayload extends Payload {
  @Field(() => [InvitationOutcome], { description: 'One for each of the input.' })
  outcomes!: InvitationOutcome[];
}

@ObjectType({ simpleResolvers: true, description: 'What was deleted, or why nothing was.' })
export class RemoveInvitationPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Null when refused.' })
  removedInvitationId?: string;
}
