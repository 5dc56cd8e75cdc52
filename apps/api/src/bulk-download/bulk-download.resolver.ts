import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import { Progress } from '../platform/graphql/progress';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import { type BulkDownload } from './bulk-download.entity';
import { type BulkDownloadService } from './bulk-download.service';
import {
  BulkDownloadArguments, BulkDownloadConnection, BulkDownloadPayload, BulkDownloadStatus, bulkDownloadStatus, BulkDownloadType,
  CreateBulkDownloadInput,
} from './bulk-download.type';
import { downloadPath, fileNameOf } from './download-file';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceBulkDownloadsResolver {
  constructor(private readonly service: BulkDownloadService) {}

  @FieldResolver(() => BulkDownloadConnection, { nullable: true, description: "The viewer's own downloads, newest first." })
  async bulkDownloads(
    @Root() space: ProjectSpaceType, @Args(() => BulkDownloadArguments) { first, after }: BulkDownloadArguments,
    @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, first, after);
  }
}

@Resolver(() => BulkDownloadType)
export class BulkDownloadResolver {
  constructor(private readonly service: BulkDownloadService) {}

  @Query(() => BulkDownloadType, { nullable: true, description: "One of the viewer's own downloads." })
  async bulkDownload(@Arg('id', () => ID, { description: 'Which download.' }) id: string, @Ctx() { actor }: RequestContext): Promise<unknown> {
    return await this.service.find(actor, id);
  }

  @Query(() => Int, { nullable: true, description: 'The rows that such a download would have.' })
  async bulkDownloadRowCount(
    @Arg('input', () => CreateBulkDownloadInput) input: CreateBulkDownloadInput, @Ctx() { actor }: RequestContext,
  ): Promise<number | null> {
    return await this.service.countRows(actor, input);
  }

  @FieldResolver(() => BulkDownloadStatus, { description: 'How far it is.' })
  status(@Root() download: BulkDownload): BulkDownloadStatus {
    return bulkDownloadStatus(download, this.service.hasLapsed(download));
  }

  @FieldResolver(() => Progress, { description: 'Rows written, of those there are.' })
  progress(@Root() { done, total }: BulkDownload): Progress {
    return { done, total };
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Rows of the file; set once it is there.' })
  rowCount(@Root() { expiresAt, done }: BulkDownload): number | null {
    return expiresAt && done;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The name of the file; set once it is there.' })
  fileName(@Root() download: BulkDownload): string | null {
    return download.expiresAt && fileNameOf(download);
  }

  @FieldResolver(() => String, { nullable: true, description: 'GET with the same session or API key.' })
  downloadUrl(@Root() download: BulkDownload, @Ctx() { actor }: RequestContext): string | null {
    return this.service.canGet(actor, download) ? downloadPath(download) : null;
  }

  @Mutation(() => BulkDownloadPayload, { description: 'Begins a download; its file is made in the background.' })
  async createBulkDownload(
    @Arg('input', () => CreateBulkDownloadInput) input: CreateBulkDownloadInput, @Ctx() { actor }: RequestContext,
  ): Promise<BulkDownloadPayload> {
    return await payload(async () => ({ bulkDownload: await this.service.create(actor, input) }));
  }
}
