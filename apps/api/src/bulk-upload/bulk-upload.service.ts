import type { DataSource } from 'typeorm';
import {
  holds, projectSpaceIdsOf, refuseWhereClosed, requireAnyOf, requireFound, requireIdentified, requirePermission, standingIn,
} from '../access/access';
import { Required, TooLong } from '../access/access.errors';
import type { Actor } from '../access/actor';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import { type MembershipService } from '../memberships/membership.service';
import type { Clock } from '../platform/clock';
import type { Transaction } from '../platform/database/data-source';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { badUserInput, forbidden } from '../platform/graphql/faults';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import type { JobQueue } from '../platform/jobs/job-queue';
import type { WebUserRow } from '../web-users/web-user.entity';
import { NotReady } from './bulk-upload.errors';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import { canApply, canCancel, canSee, isMaker, madeBy, seenRows, seesEverySpace, statusAt } from './bulk-upload.policy';
import { type BulkUploadListRow, type BulkUploadRepository } from './bulk-upload.repository';
import { type BulkUploadRowRepository, type RowFilter, type ShownRow } from './bulk-upload-row.repository';
import { APPLY_QUEUE } from './bulk-queues';
import { newUpload } from './new-upload';
import { summaryOf, type UploadSummary } from './upload-summary';

const LIST = 'uploads';
const LONGEST_NAME = 255;

export interface NewBulkUpload {
  projectSpaceId: string;
  fileName: string;
  applyWhenChecked?: boolean | null;
  renewExpired?: boolean | null;
}

const keyOf = (actor: Actor) => (actor.kind === 'api-key' ? actor.apiKeyId : null);

/** Uploads of spreadsheets: announced, looked at, applied and cancelled (UPL-3, UPL-9, UPL-10). */
export class BulkUploadService {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: JobQueue,
    private readonly uploads: BulkUploadRepository,
    private readonly rows: BulkUploadRowRepository,
    private readonly members: MembershipService,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, { projectSpaceId, fileName, applyWhenChecked, renewExpired }: NewBulkUpload): Promise<BulkUpload> {
    requirePermission(actor, projectSpaceId, Permission.EDIT_WEB_USERS);
    const name = fileName.trim();
    if (name === '') throw new Required('The name of the file', 'fileName');
    if (name.length > LONGEST_NAME) throw new TooLong('The name of the file', LONGEST_NAME, 'fileName');
    const upload = newUpload({
      projectSpaceId, fileName: name, applyWhenChecked: applyWhenChecked ?? false, renewExpired: renewExpired ?? false,
      createdById: requireIdentified(actor).webUserId, apiKeyId: keyOf(actor), createdAt: this.clock.now(),
    });
    await this.uploads.add(this.database.manager, upload);
    return upload;
  }

  async list(actor: Actor, projectSpaceId: string, first?: number | null, after?: string | null): Promise<Connection<BulkUploadListRow>> {
    const standing = requireAnyOf(actor, projectSpaceId, Permission.EDIT_WEB_USERS);
    const makers = standing.area === null ? {} : madeBy(requireIdentified(actor));
    const page = await this.uploads.page(projectSpaceId, makers, pageRequest(LIST, { first, after }));
    return connectionOf(LIST, page, ({ sortValue, id }) => ({ value: sortValue, id }),
      async () => await this.uploads.count(projectSpaceId, makers));
  }

  async find(actor: Actor, id: string): Promise<BulkUpload | null> {
    const upload = isUuid(id) ? await this.uploads.find(projectSpaceIdsOf(actor), id) : null;
    const standing = upload && standingIn(actor, upload.projectSpaceId);
    if (!upload || !standing || !canSee(actor, standing, upload)) {
      refuseWhereClosed(actor);
      return null;
    }
    if (!holds(standing, Permission.EDIT_WEB_USERS)) throw forbidden();
    return upload;
  }

  async apply(actor: Actor, id: string, renewExpired: boolean): Promise<BulkUpload> {
    const applying = await this.change(actor, id, async (tx, upload, now) => {
      if (!isMaker(actor, upload)) throw forbidden('Only who uploaded the file can apply it.');
      if (!canApply(actor, upload, now)) throw new NotReady('This upload is not waiting to be applied. Upload the file again.');
      const total = upload.summary ? upload.summary.rows - upload.summary.problems : 0;
      await this.uploads.advance(tx, upload, upload.status, {
        status: BulkUploadStatus.APPLYING, applyingSince: now, renewExpired, apiKeyId: keyOf(actor), progressDone: 0, progressTotal: total,
      });
      await this.jobs.send(tx, APPLY_QUEUE, { projectSpaceId: upload.projectSpaceId, id: upload.id });
    });
    this.jobs.nudge(APPLY_QUEUE);
    return applying;
  }

  /** Stops between batches; what was applied stands (UPL-9). */
  async cancel(actor: Actor, id: string): Promise<BulkUpload> {
    return await this.change(actor, id, async (tx, upload, now) => {
      if (!canCancel(actor, upload, now)) throw new NotReady('This upload has come to its end already.');
      const summary = summaryOf(await this.rows.countByAction(upload, { finishedOnly: true }, tx));
      await this.uploads.advance(tx, upload, upload.status, { status: BulkUploadStatus.CANCELLED, summary, finishedAt: now });
    });
  }

  private async change(
    actor: Actor, id: string, work: (tx: Transaction, upload: BulkUpload, now: Date) => Promise<void>,
  ): Promise<BulkUpload> {
    return await this.database.transaction(async (tx) => {
      const seen = isUuid(id) ? await this.uploads.find(projectSpaceIdsOf(actor), id, tx) : null;
      const { thing } = requireFound(
        actor, seen, Permission.EDIT_WEB_USERS, 'bulkUploadId', (standing, upload) => canSee(actor, standing, upload));
      const upload = (await this.uploads.lock(tx, thing)) ?? thing;
      await work(tx, upload, this.clock.now());
      return (await this.uploads.find([upload.projectSpaceId], upload.id, tx)) ?? upload;
    });
  }

  statusOf(upload: BulkUpload): BulkUploadStatus {
    return statusAt(upload, this.clock.now());
  }

  /** Counts only the rows that the viewer sees (UPL-9, ROL-7). */
  async summaryOf(actor: Actor, upload: BulkUpload): Promise<UploadSummary> {
    if (upload.summary && seesEverySpace(actor, upload)) return upload.summary;
    const finishedOnly = [BulkUploadStatus.CANCELLED, BulkUploadStatus.FAILED].includes(upload.status);
    return summaryOf(await this.rows.countByAction(upload, { seen: seenRows(actor, upload), finishedOnly }));
  }

  viewerCan(actor: Actor, upload: BulkUpload): { apply: boolean; cancel: boolean } {
    const now = this.clock.now();
    return { apply: canApply(actor, upload, now), cancel: canCancel(actor, upload, now) };
  }

  async rowsOf(
    actor: Actor, upload: BulkUpload, { first, after, ...asked }: Omit<RowFilter, 'seen'> & { first?: number | null; after?: string | null },
  ): Promise<Connection<ShownRow>> {
    const list = `rows:${upload.id}`;
    const request = pageRequest(list, { first, after });
    if (request.from && !/^\d{1,9}$/.test(request.from.value ?? '')) throw badUserInput('This cursor is not one of this list.');
    const filter = { ...asked, seen: seenRows(actor, upload) };
    const page = await this.rows.page(upload, filter, request);
    return connectionOf(list, page, ({ number }) => ({ value: String(number), id: upload.id }),
      async () => await this.rows.count(upload, filter));
  }

  async makerOf(context: RequestContext, { projectSpaceId, createdById }: BulkUpload): Promise<WebUserRow | null> {
    return await this.members.personIn(context, projectSpaceId, createdById);
  }

  async makerIdOf(context: RequestContext, { projectSpaceId, createdById }: BulkUpload): Promise<string | null> {
    return await this.members.personIdIn(context, projectSpaceId, createdById);
  }
}
