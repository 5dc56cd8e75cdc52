import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { type BulkDownload } from '../bulk-download/bulk-download.entity';
import { type BulkDownloadService } from '../bulk-download/bulk-download.service';
import { bulkDownloadStatus } from '../bulk-download/bulk-download.type';
import { type BulkUpload } from '../bulk-upload/bulk-upload.entity';
import { type BulkUploadService } from '../bulk-upload/bulk-upload.service';
import type { InvitationChanges } from './change-stream.service';
import { BulkDownloadChanged, BulkUploadChanged, InvitationsChanged } from './change-stream.type';

/** How each of these is opened stands in `schema.ts`: TypeGraphQL would have a broker of messages, and ours is the database. */
@Resolver()
export class ChangeStreamResolver {
  constructor(private readonly uploads: BulkUploadService, private readonly downloads: BulkDownloadService) {}

  @Subscription(() => InvitationsChanged, {
    topics: 'invitationsChanged', description: 'Tells when invitations of a project space change, about once a second at most.',
  })
  invitationsChanged(
    @Root() changes: InvitationChanges,
    @Arg('projectSpaceId', () => ID, { description: 'Whose invitations.' }) _projectSpaceId: string,
  ): InvitationsChanged {
    return changes;
  }

  @Subscription(() => BulkUploadChanged, {
    topics: 'bulkUploadChanged', description: 'Tells how far an upload is, whenever that changes, about once a second at most.',
  })
  bulkUploadChanged(
    @Root() upload: BulkUpload, @Arg('bulkUploadId', () => ID, { description: 'Which upload.' }) _bulkUploadId: string,
  ): BulkUploadChanged {
    const progress = { done: upload.progressDone, total: upload.progressTotal };
    return { bulkUploadId: upload.id, status: this.uploads.statusOf(upload), progress };
  }

  @Subscription(() => BulkDownloadChanged, {
    topics: 'bulkDownloadChanged',
    description: "Tells how far one of the viewer's own downloads is, whenever that changes, about once a second at most.",
  })
  bulkDownloadChanged(
    @Root() download: BulkDownload, @Arg('bulkDownloadId', () => ID, { description: 'Which download.' }) _bulkDownloadId: string,
  ): BulkDownloadChanged {
    const { id, done, total } = download;
    const status = bulkDownloadStatus(download, this.downloads.hasLapsed(download));
    return { bulkDownloadId: id, status, progress: { done, total } };
  }
}
