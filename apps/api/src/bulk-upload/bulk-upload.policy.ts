import { closedSpaceOf, holds, standingIn } from '../access/access';
import type { Actor, Identified, Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { daysAfter } from '../platform/clock';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';

type Made = Pick<BulkUpload, 'createdById' | 'apiKeyId'>;
type Subject = Made & Pick<BulkUpload, 'projectSpaceId' | 'status' | 'checkedAt'>;

export const LAPSES_AFTER_DAYS = 7;
const UNDER_WAY = new Set([
  BulkUploadStatus.AWAITING_FILE, BulkUploadStatus.CHECKING, BulkUploadStatus.READY, BulkUploadStatus.APPLYING,
]);

/** UPL-9: a checked upload that nobody applies lapses. */
export function statusAt({ status, checkedAt }: Pick<Subject, 'status' | 'checkedAt'>, now: Date): BulkUploadStatus {
  const lapsed = status === BulkUploadStatus.READY && checkedAt !== null && daysAfter(checkedAt, LAPSES_AFTER_DAYS) <= now;
  return lapsed ? BulkUploadStatus.CANCELLED : status;
}

/** What a key uploaded is also the person's in whose name it acts, who may do more; theirs is not the key's, nor another key's. */
export function isMaker(actor: Actor, { createdById, apiKeyId }: Made): boolean {
  if (actor.kind === 'anonymous' || actor.webUserId !== createdById) return false;
  return actor.kind === 'web-user' || actor.apiKeyId === apiKeyId;
}

/** By what the uploads are found of which somebody is the maker. */
export const madeBy = (actor: Identified): Partial<Made> =>
  ({ createdById: actor.webUserId, ...(actor.kind === 'api-key' && { apiKeyId: actor.apiKeyId }) });

/** UPL-9: others with the permission see it too; people limited to an area only their own. */
export function canSee(actor: Actor, standing: Pick<Standing, 'area'>, upload: Made): boolean {
  return standing.area === null || isMaker(actor, upload);
}

/** Others than its maker see the rows of its project space alone (UPL-9), and so does a maker to whom another is closed (TFA-3). */
export function seesAllRows(actor: Actor, upload: Made & Pick<BulkUpload, 'targetSpaceIds'>): boolean {
  return isMaker(actor, upload) && upload.targetSpaceIds.every((id) => closedSpaceOf(actor, id) === null);
}

const mayEdit = (actor: Actor, { projectSpaceId }: Pick<Subject, 'projectSpaceId'>) =>
  holds(standingIn(actor, projectSpaceId), Permission.EDIT_WEB_USERS);

/** UPL-9: only its maker applies an upload. */
export function canApply(actor: Actor, upload: Subject, now: Date): boolean {
  return isMaker(actor, upload) && mayEdit(actor, upload) && statusAt(upload, now) === BulkUploadStatus.READY;
}

export function canCancel(actor: Actor, upload: Subject, now: Date): boolean {
  return mayEdit(actor, upload) && UNDER_WAY.has(statusAt(upload, now));
}
