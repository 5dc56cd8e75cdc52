import type { BulkUploadAction, UploadCountsFragment, UploadFragment } from '../../gql/graphql';
import { texts } from '../../texts';

const t = texts.bulkUpload;

export type UploadStatus = UploadFragment['status'];
export type Tile = keyof typeof t.tile;

/** Which rows each tile stands for; the first is all. */
export const TILES: { tile: Tile; action?: BulkUploadAction }[] = [
  { tile: 'rows' },
  { tile: 'invited', action: 'INVITE' },
  { tile: 'membershipsChanged', action: 'CHANGE_MEMBERSHIP' },
  { tile: 'invitationsChanged', action: 'CHANGE_INVITATION' },
  { tile: 'invitationsRenewed', action: 'RENEW_INVITATION' },
  { tile: 'membershipsRemoved', action: 'REMOVE_MEMBERSHIP' },
  { tile: 'invitationsRemoved', action: 'REMOVE_INVITATION' },
  { tile: 'unchanged', action: 'NONE' },
  { tile: 'problems' },
];

/** What the API is asked for, from the tile in the address. */
export function rowFilter(name: string): { withProblems?: boolean; actions?: BulkUploadAction[] } {
  if (name === 'problems') return { withProblems: true };
  const action = TILES.find(({ tile }) => tile === name)?.action;
  return action ? { actions: [action] } : {};
}

/** The label of the button that applies: with the counts of what it does. */
export function applyLabel(summary: UploadCountsFragment, renews: boolean): string {
  const { invited, changed, removed, renewed } = t.applyParts;
  const parts: [number, (count: number) => string][] = [
    [summary.invited, invited],
    [summary.membershipsChanged + summary.invitationsChanged, changed],
    [summary.membershipsRemoved + summary.invitationsRemoved, removed],
    [renews ? summary.invitationsRenewed : 0, renewed],
  ];
  return t.apply(parts.filter(([count]) => count > 0).map(([count, words]) => words(count)));
}

const TONES: Record<UploadStatus, string> = {
  AWAITING_FILE: 'gray', CHECKING: 'blue', READY: 'yellow', APPLYING: 'blue', DONE: 'green', REFUSED: 'red', CANCELLED: 'gray', FAILED: 'red',
};

export const statusLabel = (status: UploadStatus) => ({ label: t.statuses[status], tone: TONES[status] });

/** Who uploaded it; of those who left only the ID is told, and the operator, at the command line, has none. */
export function makerWords({ createdBy, createdById }: Pick<UploadFragment, 'createdBy' | 'createdById'>): string {
  if (createdBy) return `${createdBy.firstName} ${createdBy.lastName}`;
  return createdById ? t.formerMember : t.operator;
}

export const isMoving = (status: UploadStatus) => status === 'AWAITING_FILE' || status === 'CHECKING' || status === 'APPLYING';
