/** What a row does, or did (UPL-3). */
export enum BulkUploadAction {
  INVITE = 'INVITE',
  CHANGE_INVITATION = 'CHANGE_INVITATION',
  RENEW_INVITATION = 'RENEW_INVITATION',
  CHANGE_MEMBERSHIP = 'CHANGE_MEMBERSHIP',
  REMOVE_MEMBERSHIP = 'REMOVE_MEMBERSHIP',
  REMOVE_INVITATION = 'REMOVE_INVITATION',
  NONE = 'NONE',
}

/** Not so for a row with a problem, which has no action. */
export const changesSomething = ({ action }: { action: BulkUploadAction | null }): boolean =>
  action !== null && action !== BulkUploadAction.NONE;
