import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AuditChannel } from '../access/channel';
import type { AuditChange } from '../audit/audit-event.entity';
import { describedEnum } from '../platform/graphql/described-enum';
import { connectionType } from '../platform/graphql/connection';
import { DateTime } from '../platform/graphql/scalars';
import type { HistoryFilter, HistoryRow } from './history.repository';

describedEnum(AuditChannel, 'AuditChannel', 'The way by which something was done.', {
  WEB: 'On a page of the app.',
  API: 'By a program.',
  BULK_UPLOAD: 'By an uploaded sheet.',
  INVITATION: 'By a mailed link.',
  SUPPORT: 'By support staff or the operator.',
  SYSTEM: 'By Usher itself.',
});

@ObjectType('AuditChange', { simpleResolvers: true, description: 'What one field was, and became.' })
export class AuditChangeType implements AuditChange {
  @Field(() => String, { description: 'Which field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'Before; null where there was nothing.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'After; null where nothing is left.' })
  to!: string | null;
}

@ObjectType('AuditEvent', { simpleResolvers: true, description: 'What happened in a project space, or to an account; never changed afterwards.' })
export class AuditEventType implements Pick<
  HistoryRow, 'id' | 'at' | 'action' | 'channel' | 'apiKeyName' | 'bulkUploadId' | 'byOperator' | 'subjectEmail'
  | 'subjectName' | 'reason'
> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: '`thing.verb`, as `invitation.resent`.' })
  action!: string;

  @Field(() => AuditChannel, { description: 'By which way.' })
  channel!: AuditChannel;

  @Field(() => String, { nullable: true, description: 'The API key it was done with, by name; the actor is then who made that key.' })
  apiKeyName!: string | null;

  @Field(() => ID, { nullable: true, description: 'The upload whose row it was.' })
  bulkUploadId!: string | null;

  @Field(() => Boolean, { description: 'By the operator of Usher, at the command line; there is no actor then.' })
  byOperator!: boolean;

  @Field(() => String, { nullable: true, description: 'Address of the person it was done to, as of the event.' })
  subjectEmail!: string | null;

  @Field(() => String, { nullable: true, description: 'The role or location it was about, by name or code as of the event; of a sign-in matter the device.' })
  subjectName!: string | null;

  @Field(() => String, { nullable: true, description: 'What support gave as the reason.' })
  reason!: string | null;
}

export const AuditEventConnection = connectionType(AuditEventType, 'AuditEvent');

@InputType('AuditFilter', { description: 'Narrows the audit log; all that is given must hold.' })
export class AuditFilterInput implements HistoryFilter {
  @Field(() => String, { nullable: true, description: 'Part of an address, or of the name of a role or location.' })
  search?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Done by or to any of these web users.' })
  webUserIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Any of these actions.' })
  actions?: string[] | null;

  @Field(() => [AuditChannel], { nullable: true, description: 'Any of these ways.' })
  channels?: AuditChannel[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Not before this moment.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  to?: Date | null;
}

@ArgsType()
export class OwnHistoryArguments {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;
}

@ArgsType()
export class AuditArguments extends OwnHistoryArguments {
  @Field(() => AuditFilterInput, { nullable: true, description: 'Only such events.' })
  filter?: AuditFilterInput | null;
}
