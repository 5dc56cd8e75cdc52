import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload, UserError } from '../access/user-error.type';
import { describedEnum } from '../platform/graphql/described-enum';
import { connectionType } from '../platform/graphql/connection';
import { DateTime } from '../platform/graphql/scalars';
import { BulkUploadAction } from './bulk-upload-action';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import type { ShownRow } from './bulk-upload-row.repository';
import { BulkUploadProblemCode, type RowProblem } from './row-problem';
import type { UploadSummary } from './upload-summary';

describedEnum(BulkUploadStatus, 'BulkUploadStatus', 'How far an upload has come.', {
  AWAITING_FILE: 'Announced; its file has not come.',
  CHECKING: 'The file is read and judged; nothing changes.',
  READY: 'Checked: it waits to be applied, for 7 days.',
  APPLYING: 'Its rows are applied, batch by batch.',
  DONE: 'Every row was applied or skipped.',
  REFUSED: 'The file as a whole was refused: `problems` says why.',
  CANCELLED: 'Stopped, or not applied in time; what was applied stands.',
  FAILED: 'It broke off by a fault of ours; what was applied stands.',
});
describedEnum(BulkUploadAction, 'BulkUploadAction', 'What a row does, or did.', {
  INVITE: 'An invitation is made and mailed.',
  CHANGE_INVITATION: 'An invitation gets another role or locations, and its 30 days anew, without a mail.',
  RENEW_INVITATION: 'An expired invitation is sent again.',
  CHANGE_MEMBERSHIP: 'A member gets another role or locations.',
  REMOVE_MEMBERSHIP: 'A member is removed.',
  REMOVE_INVITATION: 'An invitation is deleted.',
  NONE: 'Nothing: all is as the row says.',
});
describedEnum(BulkUploadProblemCode, 'BulkUploadProblemCode', 'Why a row is skipped.', {
  USERNAME_MISSING: 'There is no username.',
  USERNAME_INVALID: 'The username is no email address.',
  USERNAME_REPEATED: 'Another row has the same username for the same project space.',
  ROLE_MISSING: 'There is no role.',
  ROLE_NOT_AVAILABLE: 'There is no such role, or it may not be assigned.',
  LOCATION_NOT_AVAILABLE: 'There is no such location, it lies outside of the area, or the project space uses none.',
  DOMAIN_NOT_AVAILABLE: 'There is no such project space, or no right in it.',
  REMOVE_INVALID: '`remove` is neither yes nor no.',
  REMOVE_SELF: 'Nobody removes themselves.',
  NOT_FOUND: 'Whoever shall be removed is neither member nor invited.',
  CANNOT_CHANGE_MEMBER: 'This member or invitation may not be changed.',
  CANNOT_CHANGE_SELF: 'Nobody changes their own role.',
  LAST_ADMIN: 'It is the only admin.',
  EMAIL_BLOCKED: 'No mail leaves for this address any more.',
  ACCOUNT_DEACTIVATED: 'The account as a whole is deactivated.',
});

@ObjectType('BulkUploadSummary', { simpleResolvers: true, description: 'Rows by what they do, or did. `rows` is their sum.' })
export class BulkUploadSummaryType implements UploadSummary {
  @Field(() => Int, { description: 'All of them.' })
  rows!: number;

  @Field(() => Int, { description: 'Invitations made.' })
  invited!: number;

  @Field(() => Int, { description: 'Invitations with another role or locations.' })
  invitationsChanged!: number;

  @Field(() => Int, { description: 'Memberships with another role or locations.' })
  membershipsChanged!: number;

  @Field(() => Int, { description: 'Memberships removed.' })
  membershipsRemoved!: number;

  @Field(() => Int, { description: 'Invitations removed.' })
  invitationsRemoved!: number;

  @Field(() => Int, { description: 'Unchanged rows whose expired invitation would be renewed; done only if asked for.' })
  invitationsRenewed!: number;

  @Field(() => Int, { description: 'Rows that do nothing.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Rows that are skipped for a problem.' })
  problems!: number;
}

@ObjectType('BulkUploadProblem', { simpleResolvers: true, description: 'Why a row is skipped.' })
export class BulkUploadProblemType implements RowProblem {
  @Field(() => String, { nullable: true, description: 'The column it is about.' })
  column!: string;

  @Field(() => BulkUploadProblemCode, { description: 'Which problem; stable.' })
  code!: BulkUploadProblemCode;

  @Field(() => String, { description: 'In plain words: what is wrong, and what to do next.' })
  message!: string;
}

@ObjectType('BulkUploadRow', { simpleResolvers: true, description: 'A row of the sheet, with what it would do, or did.' })
export class BulkUploadRowType implements Pick<ShownRow, 'number' | 'action' | 'notes'> {
  @Field(() => Int, { description: 'As in the spreadsheet: the heading is row 1.' })
  number!: number;

  @Field(() => BulkUploadAction, { nullable: true, description: 'Null where the row has a problem.' })
  action!: BulkUploadAction | null;

  @Field(() => [BulkUploadProblemType], { description: 'Why it is skipped.' })
  problems!: BulkUploadProblemType[];

  @Field(() => [String], { description: 'What else there is to know of it, such as values that are ignored.' })
  notes!: string[];
}

@ObjectType('BulkUpload', { simpleResolvers: true, description: 'An uploaded spreadsheet, its check and its result.' })
export class BulkUploadType implements Pick<
  BulkUpload, 'id' | 'fileName' | 'appliedRows' | 'applyWhenChecked' | 'mailHeldUntil' | 'createdAt' | 'finishedAt'
> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => String, { description: 'What the file is called.' })
  fileName!: string;

  @Field(() => [UserError], { description: 'Why the file was refused as a whole, or the rest was not applied.' })
  problems!: UserError[];

  @Field(() => Int, { description: 'Rows applied so far; counts what stands after a cancel.' })
  appliedRows!: number;

  @Field(() => Boolean, { description: 'Applied without waiting for a person.' })
  applyWhenChecked!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Until when mail waits, where there was more than the allowance.' })
  mailHeldUntil!: Date | null;

  @Field(() => DateTime, { description: 'When it was announced.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it came to its end.' })
  finishedAt!: Date | null;
}

export const BulkUploadConnection = connectionType(BulkUploadType, 'BulkUpload');
export const BulkUploadRowConnection = connectionType(BulkUploadRowType, 'BulkUploadRow');

@ArgsType()
export class BulkUploadsArguments {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;
}

@ArgsType()
export class BulkUploadRowsArguments {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only rows with a problem, or only those without.' })
  withProblems?: boolean | null;

  @Field(() => [BulkUploadAction], { nullable: true, description: 'Only rows that do one of these.' })
  actions?: BulkUploadAction[] | null;
}

@InputType({ description: 'Announces a file.' })
export class CreateBulkUploadInput {
  @Field(() => ID, { description: 'To which project space.' })
  projectSpaceId!: string;

  @Field(() => String, { description: 'What the file is called; at most 255 characters.' })
  fileName!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Apply without waiting for a person, if the file is not refused.' })
  applyWhenChecked?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Renew expired invitations of unchanged rows.' })
  renewExpired?: boolean | null;
}

@InputType({ description: 'Applies a checked upload.' })
export class ApplyBulkUploadInput {
  @Field(() => ID, { description: 'Which upload.' })
  bulkUploadId!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Renew expired invitations of unchanged rows.' })
  renewExpired?: boolean | null;
}

@InputType({ description: 'Stops an upload.' })
export class CancelBulkUploadInput {
  @Field(() => ID, { description: 'Which upload.' })
  bulkUploadId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The upload as it is now, or why nothing was done.' })
export class BulkUploadPayload extends Payload {
  @Field(() => BulkUploadType, { nullable: true, description: 'Null when refused.' })
  bulkUpload?: BulkUpload;
}

@ObjectType({ simpleResolvers: true, description: 'Where to send the file, or why not.' })
export class CreateBulkUploadPayload extends BulkUploadPayload {
  @Field(() => String, { nullable: true, description: 'A path: PUT the raw bytes there with the same session or API key.' })
  uploadUrl?: string;
}
