import type { BulkUploadAction } from './bulk-upload-action';

/** Rows by what they do, or did; `rows` is their sum. */
export interface UploadSummary {
  rows: number;
  invited: number;
  invitationsChanged: number;
  membershipsChanged: number;
  membershipsRemoved: number;
  invitationsRemoved: number;
  invitationsRenewed: number;
  unchanged: number;
  problems: number;
}

const COUNTED_AS: Record<BulkUploadAction, keyof UploadSummary> = {
  INVITE: 'invited',
  CHANGE_INVITATION: 'invitationsChanged',
  RENEW_INVITATION: 'invitationsRenewed',
  CHANGE_MEMBERSHIP: 'membershipsChanged',
  REMOVE_MEMBERSHIP: 'membershipsRemoved',
  REMOVE_INVITATION: 'invitationsRemoved',
  NONE: 'unchanged',
};

/** From counts by action, where none means a problem. */
export function summaryOf(counts: { action: BulkUploadAction | null; count: number }[]): UploadSummary {
  const summary: UploadSummary = {
    rows: 0, invited: 0, invitationsChanged: 0, membershipsChanged: 0, membershipsRemoved: 0, invitationsRemoved: 0,
    invitationsRenewed: 0, unchanged: 0, problems: 0,
  };
  for (const { action, count } of counts) {
    summary[action === null ? 'problems' : COUNTED_AS[action]] += count;
    summary.rows += count;
  }
  return summary;
}
