import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  holds, projectSpaceIdsOf, refuseClosed, refuseWhereClosed, requireAnyOf, requireIdentified, requirePermission, standingIn,
} from '../access/access';
import { NotFound, TooLong } from '../access/access.errors';
import type { Actor, Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { type InvitationRepository } from '../invitations/invitation.repository';
import { type MembershipRepository } from '../memberships/membership.repository';
import type { Clock } from '../platform/clock';
import { isUuid, pageRequest } from '../platform/database/keyset';
import { type Connection, connectionOf } from '../platform/graphql/connection';
import { badUserInput } from '../platform/graphql/faults';
import { type JobQueue, type QueueOptions } from '../platform/jobs/job-queue';
import { type BulkDownloadRepository, type DownloadRecord } from './bulk-download.repository';
import { type BulkDownload, type DownloadArea, DownloadState } from './bulk-download.entity';
import { type DownloadFilter, type DownloadRequest, FileFormat, memberStatus, wantsInvitations } from './download-filter';

export const DOWNLOAD_QUEUE = 'bulk-download';
/** One at a time in each process, so that memory stays bounded (DWN-4), and in turn with those of other project spaces. */
export const DOWNLOAD_QUEUE_OPTIONS: QueueOptions = { leaseSeconds: 120, batchSize: 1, turnsBy: 'projectSpaceId' };

export interface DownloadJob {
  projectSpaceId: string;
  id: string;
}

const LIST = 'bulk-downloads';
const LONGEST_SEARCH = 200;

const areaOf = ({ projectSpaceId, area }: Standing): DownloadArea => ({ projectSpaceId, area: area && [...area].sort() });

/** Whether somebody sees all that stands in a file made before: neither the right nor the area has changed (ROL-6, ROL-7). */
export function stillSees(standing: Standing | null, made: DownloadArea): standing is Standing {
  return standing !== null && holds(standing, Permission.VIEW_WEB_USERS)
    && JSON.stringify(areaOf(standing).area) === JSON.stringify(made.area);
}

const isTooLong = ({ search }: DownloadRequest): boolean => (search?.length ?? 0) > LONGEST_SEARCH;

const spacesOf = ({ projectSpaceId, alsoProjectSpaceIds }: DownloadRequest): string[] =>
  [...new Set([projectSpaceId, ...(alsoProjectSpaceIds ?? [])])];

/** Roles and locations belong to one project space: with several they do not narrow. */
function filterOf({ search, statuses, roleIds, locationIds, alsoProjectSpaceIds }: DownloadRequest): DownloadFilter {
  const chosen = (ids: string[] | null | undefined) =>
    (!alsoProjectSpaceIds?.length && ids?.length ? ids.filter(isUuid) : null);
  return { search: search?.replaceAll('\0', '') ?? null, statuses, roleIds: chosen(roleIds), locationIds: chosen(locationIds) };
}

export class BulkDownloadService {
  constructor(
    private readonly database: DataSource,
    private readonly downloads: BulkDownloadRepository,
    private readonly members: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** The rows that such a download would have (DWN-1). */
  async countRows(actor: Actor, request: DownloadRequest): Promise<number> {
    requireIdentified(actor);
    if (isTooLong(request)) throw badUserInput(`The search has at most ${LONGEST_SEARCH} characters.`);
    const standings = spacesOf(request).map((id) => requireAnyOf(actor, id, Permission.VIEW_WEB_USERS));
    return await this.countIn(standings, filterOf(request));
  }

  async create(actor: Actor, request: DownloadRequest): Promise<DownloadRecord> {
    const maker = requireIdentified(actor);
    const { projectSpaceId } = requirePermission(actor, request.projectSpaceId, Permission.VIEW_WEB_USERS);
    if (isTooLong(request)) throw new TooLong('The search', LONGEST_SEARCH, 'search');
    const standings = spacesOf(request).map((id) => this.standingOf(actor, id));
    const filter = filterOf(request);
    const download: BulkDownload = {
      projectSpaceId, id: randomUUID(), createdById: maker.webUserId, apiKeyId: maker.kind === 'api-key' ? maker.apiKeyId : null,
      format: request.format ?? FileFormat.XLSX, filter, status: DownloadState.WORKING, attempts: 0, done: 0,
      areas: standings.map(areaOf),
      total: await this.countIn(standings, filter), createdAt: this.clock.now(), expiresAt: null,
    };
    await this.database.transaction(async (tx) => {
      await this.downloads.add(tx, download);
      await this.jobs.send(tx, DOWNLOAD_QUEUE, { projectSpaceId, id: download.id } satisfies DownloadJob);
    });
    this.jobs.nudge(DOWNLOAD_QUEUE);
    return { ...download, sortValue: download.createdAt.toISOString() };
  }

  async find(actor: Actor, id: string): Promise<DownloadRecord | null> {
    if (actor.kind === 'anonymous' || !isUuid(id)) return null;
    const found = await this.downloads.find(actor, projectSpaceIdsOf(actor), id);
    if (found) requireAnyOf(actor, found.projectSpaceId, Permission.VIEW_WEB_USERS);
    else refuseWhereClosed(actor);
    return found;
  }

  /** The viewer's own, newest first. */
  async list(actor: Actor, projectSpaceId: string, first?: number | null, after?: string | null): Promise<Connection<DownloadRecord>> {
    requireAnyOf(actor, projectSpaceId, Permission.VIEW_WEB_USERS);
    const maker = requireIdentified(actor);
    const page = await this.downloads.page(maker, projectSpaceId, pageRequest(LIST, { first, after }));
    return connectionOf(LIST, page, ({ sortValue: value, id }) => ({ value, id }),
      () => this.downloads.count(maker, projectSpaceId));
  }

  hasLapsed({ expiresAt }: BulkDownload): boolean {
    return expiresAt !== null && expiresAt <= this.clock.now();
  }

  /** Whether the file is there, and its maker still sees all that is in it. */
  canGet(actor: Actor, download: BulkDownload): boolean {
    if (download.status !== DownloadState.READY || this.hasLapsed(download)) return false;
    return download.areas.every((made) => stillSees(standingIn(actor, made.projectSpaceId), made));
  }

  file(download: BulkDownload): AsyncGenerator<Buffer> {
    return this.downloads.pieces(download);
  }

  async countIn(standings: Standing[], { statuses, ...filter }: DownloadFilter): Promise<number> {
    const members = memberStatus({ statuses });
    let total = 0;
    for (const standing of standings) {
      if (members !== 'none') total += await this.members.count(standing, { ...filter, active: members.active });
      if (wantsInvitations({ statuses })) total += await this.invitations.count(standing, filter, this.clock.now());
    }
    return total;
  }

  /** One that is foreign and one that may not be viewed give the same answer. */
  private standingOf(actor: Actor, projectSpaceId: string): Standing {
    refuseClosed(actor, { projectSpaceId });
    const standing = standingIn(actor, projectSpaceId);
    if (!standing || !holds(standing, Permission.VIEW_WEB_USERS)) throw new NotFound('alsoProjectSpaceIds');
    return standing;
  }
}
