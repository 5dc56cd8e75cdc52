import { holds, standingIn } from '../access/access';
import type { Actor, Identified, Standing } from '../access/actor';
import { Permission } from '../access/permission';
import { daysAfter } from '../platform/clock';
import { type BulkUpload, BulkUploadStatus } from './bulk-upload.entity';
import { areaOf, isSameArea, type JudgedArea } from './judged-area';

type Made = Pick<BulkUpload, 'createdById' | 'apiKeyId'>;
type Judged = Made & Pick<BulkUpload, 'projectSpaceId' | 'targetSpaceIds' | 'areas'>;
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

/** Which rows somebody sees: those about these project spaces, and those that name none. */
export interface SeenRows {
  spaceIds: string[];
  alsoOfNone: boolean;
}

/** Rows say what people were as of the check: neither the right to that nor the area has changed since (ROL-6, ROL-7, TFA-3). */
function stillSees(actor: Actor, judged: JudgedArea): boolean {
  const standing = standingIn(actor, judged.projectSpaceId);
  if (!standing || !holds(standing, Permission.VIEW_WEB_USERS, Permission.EDIT_WEB_USERS)) return false;
  return standing.area === null || isSameArea(areaOf(standing), judged);
}

/** Those that its rows are about, as far as they were judged. */
const spacesOf = ({ areas }: Pick<BulkUpload, 'areas'>) => [...new Set(areas.map(({ projectSpaceId }) => projectSpaceId))];

/** Others than its maker see the rows of its project space alone (UPL-9). */
export function seenRows(actor: Actor, upload: Judged): SeenRows {
  if (!isMaker(actor, upload)) return { spaceIds: [upload.projectSpaceId], alsoOfNone: false };
  const lost = new Set(upload.areas.filter((judged) => !stillSees(actor, judged)).map(({ projectSpaceId }) => projectSpaceId));
  return { spaceIds: spacesOf(upload).filter((id) => !lost.has(id)), alsoOfNone: true };
}

/** Whether nothing of it is kept from them: then what was counted of all rows is right for them. */
export function seesEverySpace(actor: Actor, upload: Judged): boolean {
  const { spaceIds } = seenRows(actor, upload);
  return [...upload.targetSpaceIds, ...spacesOf(upload)].every((id) => spaceIds.includes(id));
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
