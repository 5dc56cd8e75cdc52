import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type RequestContext } from '../access/context';
import { payload } from '../access/user-error.type';
import type { AuditChange } from '../audit/audit-event.entity';
import { AuditChangeType } from '../history/history.type';
import { Progress } from '../platform/graphql/progress';
import { type ProjectSpaceService } from '../project-spaces/project-space.service';
import { ProjectSpaceType } from '../project-spaces/project-space.type';
import type { WebUserRow } from '../web-users/web-user.entity';
import { WebUserType } from '../web-users/web-user.type';
import { changesSomething } from './bulk-upload-action';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import type { ShownRow } from './bulk-upload-row.repository';
import { type BulkUploadService } from './bulk-upload.service';
import {
  ApplyBulkUploadInput, BulkUploadConnection, BulkUploadPayload, BulkUploadRowConnection, BulkUploadRowsArguments,
  BulkUploadRowType, BulkUploadsArguments, BulkUploadSummaryType, BulkUploadType, CancelBulkUploadInput,
  CreateBulkUploadInput, CreateBulkUploadPayload,
} from './bulk-upload.type';
import { type ResultFileService } from './result-file.service';

@Resolver(() => ProjectSpaceType)
export class ProjectSpaceBulkUploadsResolver {
  constructor(private readonly service: BulkUploadService) {}

  @FieldResolver(() => BulkUploadConnection, { nullable: true, description: 'The uploads the viewer may see, newest first.' })
  async bulkUploads(
    @Root() space: ProjectSpaceType, @Args(() => BulkUploadsArguments) { first, after }: BulkUploadsArguments, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.list(actor, space.id, first, after);
  }
}

@Resolver(() => BulkUploadRowType)
export class BulkUploadRowResolver {
  @FieldResolver(() => String, { nullable: true, description: 'What stands in the column.' })
  username(@Root() { username }: ShownRow): string | null {
    return username || null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What stands in the column.' })
  domain(@Root() { domain }: ShownRow): string | null {
    return domain || null;
  }

  @FieldResolver(() => [AuditChangeType], { description: 'Before and after, for the preview.' })
  changes(@Root() { changes }: ShownRow): AuditChange[] {
    return changes;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it has changed something.' })
  applied(@Root() row: ShownRow): boolean {
    return row.isFinished && changesSomething(row);
  }
}

@Resolver(() => BulkUploadType)
export class BulkUploadResolver {
  constructor(
    private readonly service: BulkUploadService,
    private readonly results: ResultFileService,
    private readonly spaces: ProjectSpaceService,
  ) {}

  @Query(() => BulkUploadType, { nullable: true, description: 'An upload the viewer may see; null for any other.' })
  async bulkUpload(@Arg('id', () => ID, { description: 'Which upload.' }) id: string, @Ctx() { actor }: RequestContext): Promise<BulkUpload | null> {
    return await this.service.find(actor, id);
  }

  @FieldResolver(() => ProjectSpaceType, { description: 'Where it was uploaded to.' })
  projectSpace(@Root() upload: BulkUpload, @Ctx() { actor }: RequestContext): unknown {
    return this.spaces.of(actor, upload.projectSpaceId);
  }

  @FieldResolver(() => BulkUploadStatus, { description: 'How far it has come; a checked upload lapses after 7 days.' })
  status(@Root() upload: BulkUpload): BulkUploadStatus {
    return this.service.statusOf(upload);
  }

  @FieldResolver(() => Progress, { description: 'How many rows are checked, or applied.' })
  progress(@Root() { progressDone: done, progressTotal: total }: BulkUpload): Progress {
    return { done, total };
  }

  @FieldResolver(() => BulkUploadSummaryType, { description: 'Rows by what they do, or did.' })
  async summary(@Root() upload: BulkUpload, @Ctx() { actor }: RequestContext): Promise<BulkUploadSummaryType> {
    return await this.service.summaryOf(actor, upload);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may apply it now.' })
  viewerCanApply(@Root() upload: BulkUpload, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, upload).apply;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may cancel it now.' })
  viewerCanCancel(@Root() upload: BulkUpload, @Ctx() { actor }: RequestContext): boolean {
    return this.service.viewerCan(actor, upload).cancel;
  }

  @FieldResolver(() => BulkUploadRowConnection, { description: 'Its rows, as they stand in the sheet.' })
  async rows(
    @Root() upload: BulkUpload, @Args(() => BulkUploadRowsArguments) asked: BulkUploadRowsArguments, @Ctx() { actor }: RequestContext,
  ): Promise<unknown> {
    return await this.service.rowsOf(actor, upload, asked);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The file again, with columns result and problem; set once it is done, for who uploaded it, while they see what they saw then.' })
  resultUrl(@Root() upload: BulkUpload, @Ctx() { actor }: RequestContext): string | null {
    return this.results.urlOf(actor, upload);
  }

  @FieldResolver(() => WebUserType, { nullable: true, description: 'Who uploaded it; null for the operator, and for people who are no member any more.' })
  async createdBy(@Root() upload: BulkUpload, @Ctx() context: RequestContext): Promise<WebUserRow | null> {
    return await this.service.makerOf(context, upload);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'Of who uploaded it; `formerMember` says since when they are gone.' })
  async createdById(@Root() upload: BulkUpload, @Ctx() context: RequestContext): Promise<string | null> {
    return await this.service.makerIdOf(context, upload);
  }

  @Mutation(() => CreateBulkUploadPayload, { description: 'Answers with the URL to which the file is PUT (raw bytes, same session or API key).' })
  async createBulkUpload(
    @Arg('input', () => CreateBulkUploadInput) input: CreateBulkUploadInput, @Ctx() { actor }: RequestContext,
  ): Promise<CreateBulkUploadPayload> {
    return await payload(async () => announced(await this.service.create(actor, input)));
  }

  @Mutation(() => BulkUploadPayload, { description: 'Applies a checked upload.' })
  async applyBulkUpload(
    @Arg('input', () => ApplyBulkUploadInput) input: ApplyBulkUploadInput, @Ctx() { actor }: RequestContext,
  ): Promise<BulkUploadPayload> {
    return await payload(async () => ({ bulkUpload: await this.service.apply(actor, input.bulkUploadId, input.renewExpired ?? false) }));
  }

  @Mutation(() => BulkUploadPayload, { description: 'Stops an upload; what was applied stands.' })
  async cancelBulkUpload(
    @Arg('input', () => CancelBulkUploadInput) input: CancelBulkUploadInput, @Ctx() { actor }: RequestContext,
  ): Promise<BulkUploadPayload> {
    return await payload(async () => ({ bulkUpload: await this.service.cancel(actor, input.bulkUploadId) }));
  }
}

const announced = (bulkUpload: BulkUpload) => ({ bulkUpload, uploadUrl: `/api/bulk-uploads/${bulkUpload.id}/file` });
