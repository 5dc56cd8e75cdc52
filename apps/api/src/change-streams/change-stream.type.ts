import { Field, ID, ObjectType } from 'type-graphql';
import { BulkDownloadStatus } from '../bulk-download/bulk-download.type';
import { BulkUploadStatus } from '../bulk-upload/bulk-upload.entity';
import { Progress } from '../platform/graphql/progress';

@ObjectType({ simpleResolvers: true, description: 'Invitations that were made, changed, delivered or answered; ask for them to see how they are.' })
export class InvitationsChanged {
  @Field(() => [ID], {
    description: 'Which ones, at most 100. None when the stream begins: what changed before that was not told, so look at the list.',
  })
  invitationIds!: string[];

  @Field(() => Boolean, { description: 'Whether more changed than are named.' })
  hasMore!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'How far an upload is now.' })
export class BulkUploadChanged {
  @Field(() => ID, { description: 'Which upload.' })
  bulkUploadId!: string;

  @Field(() => BulkUploadStatus, { description: 'How far it has come.' })
  status!: BulkUploadStatus;

  @Field(() => Progress, { description: 'Rows of the check, or of applying.' })
  progress!: Progress;
}

@ObjectType({ simpleResolvers: true, description: 'How far a download is now.' })
export class BulkDownloadChanged {
  @Field(() => ID, { description: 'Which download.' })
  bulkDownloadId!: string;

  @Field(() => BulkDownloadStatus, { description: 'How far it is.' })
  status!: BulkDownloadStatus;

  @Field(() => Progress, { description: 'Rows written, of those there are.' })
  progress!: Progress;
}
