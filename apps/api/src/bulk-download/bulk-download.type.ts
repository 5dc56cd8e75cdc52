import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { describedEnum } from '../platform/graphql/described-enum';
import { connectionType } from '../platform/graphql/connection';
import { DateTime } from '../platform/graphql/scalars';
import { type BulkDownload } from './bulk-download.entity';
import { type DownloadRequest, DownloadRowStatus, FileFormat } from './download-filter';

export enum BulkDownloadStatus {
  WORKING = 'WORKING',
  READY = 'READY',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}

/** A file that is past its time is there no more, whatever is still kept. */
export const bulkDownloadStatus = ({ status }: Pick<BulkDownload, 'status'>, hasLapsed: boolean): BulkDownloadStatus =>
  (hasLapsed ? BulkDownloadStatus.EXPIRED : BulkDownloadStatus[status]);

describedEnum(BulkDownloadStatus, 'BulkDownloadStatus', 'How far a download is.', {
  WORKING: 'The file is being made.',
  READY: 'The file can be fetched.',
  FAILED: 'It could not be made: make another.',
  EXPIRED: 'Its 24 hours are over.',
});
describedEnum(DownloadRowStatus, 'BulkDownloadRowStatus', 'Which people a download has.', {
  ACTIVE: 'Active members.',
  DEACTIVATED: 'Members deactivated in the project space.',
  INVITED: 'Open invitations.',
});
describedEnum(FileFormat, 'FileFormat', 'Kinds of spreadsheet.', {
  XLSX: 'Excel workbook, all cells text.',
  CSV: 'Comma-separated text.',
});

@ObjectType('BulkDownload', { simpleResolvers: true, description: 'A file of web users, its maker\'s alone, kept 24 hours.' })
export class BulkDownloadType implements Pick<BulkDownload, 'id' | 'createdAt' | 'expiresAt'> {
  @Field(() => ID, { description: 'Stays for ever.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when the file is kept; set once it is there.' })
  expiresAt!: Date | null;
}

export const BulkDownloadConnection = connectionType(BulkDownloadType, 'BulkDownload');

@ArgsType()
export class BulkDownloadArguments {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, at most 200.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Begin after this cursor.' })
  after?: string | null;
}

@InputType({ description: 'A download to be made; all filters that are given must hold.' })
export class CreateBulkDownloadInput implements DownloadRequest {
  @Field(() => ID, { description: 'Whose web users.' })
  projectSpaceId!: string;

  @Field(() => String, { nullable: true, description: 'Part of a name or address; at most 200 characters.' })
  search?: string | null;

  @Field(() => [ID], { nullable: true, description: 'With any of these roles.' })
  roleIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At any of these locations.' })
  locationIds?: string[] | null;

  @Field(() => [DownloadRowStatus], { nullable: true, description: 'Of these kinds; all when none is given.' })
  statuses?: DownloadRowStatus[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Further project spaces the person may see; with any, role and location filters do not apply.',
  })
  alsoProjectSpaceIds?: string[] | null;

  @Field(() => FileFormat, { nullable: true, defaultValue: FileFormat.XLSX, description: 'Which kind of file.' })
  format?: FileFormat | null;
}

@ObjectType({ simpleResolvers: true, description: 'A download, or why none was begun.' })
export class BulkDownloadPayload extends Payload {
  @Field(() => BulkDownloadType, { nullable: true, description: 'What was begun.' })
  bulkDownload?: BulkDownload;
}
