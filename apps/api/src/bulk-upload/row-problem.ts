/** Why a row is skipped (UPL-7). */
export enum BulkUploadProblemCode {
  USERNAME_MISSING = 'USERNAME_MISSING',
  USERNAME_INVALID = 'USERNAME_INVALID',
  USERNAME_REPEATED = 'USERNAME_REPEATED',
  ROLE_MISSING = 'ROLE_MISSING',
  ROLE_NOT_AVAILABLE = 'ROLE_NOT_AVAILABLE',
  LOCATION_NOT_AVAILABLE = 'LOCATION_NOT_AVAILABLE',
  DOMAIN_NOT_AVAILABLE = 'DOMAIN_NOT_AVAILABLE',
  REMOVE_INVALID = 'REMOVE_INVALID',
  REMOVE_SELF = 'REMOVE_SELF',
  NOT_FOUND = 'NOT_FOUND',
  CANNOT_CHANGE_MEMBER = 'CANNOT_CHANGE_MEMBER',
  CANNOT_CHANGE_SELF = 'CANNOT_CHANGE_SELF',
  LAST_ADMIN = 'LAST_ADMIN',
  EMAIL_BLOCKED = 'EMAIL_BLOCKED',
  ACCOUNT_DEACTIVATED = 'ACCOUNT_DEACTIVATED',
}

export interface RowProblem {
  column: string;
  code: BulkUploadProblemCode;
  message: string;
}

const C = BulkUploadProblemCode;
const problem = (column: string, code: BulkUploadProblemCode, message: string): RowProblem => ({ column, code, message });

export const usernameMissing = () => problem('username', C.USERNAME_MISSING, 'The address is missing. Write it into this column.');
export const usernameInvalid = () =>
  problem('username', C.USERNAME_INVALID, 'This is not an email address. Write it like name@example.org.');
export const usernameRepeated = () =>
  problem('username', C.USERNAME_REPEATED, 'This person stands in more than one row. Keep one of them.');
export const roleMissing = () => problem('role', C.ROLE_MISSING, 'The role is missing. Write its name into this column.');
export const roleNotAvailable = () =>
  problem('role', C.ROLE_NOT_AVAILABLE, 'There is no role of this name that you can assign. Choose another, or ask an admin of the project space.');
export const locationNotAvailable = (message: string) => problem('location_code', C.LOCATION_NOT_AVAILABLE, message);
export const locationsUnknown = (codes: string[]) =>
  locationNotAvailable(`No location that you can assign has the code ${codes.map((code) => `“${code}”`).join(', ')}.`);
export const domainNotAvailable = () =>
  problem('domain', C.DOMAIN_NOT_AVAILABLE, 'There is no project space of this name in which you may edit web users.');
export const removeInvalid = () => problem('remove', C.REMOVE_INVALID, 'Write true or false into this column, or leave it blank.');
export const removeSelf = () =>
  problem('remove', C.REMOVE_SELF, 'You cannot remove your own membership. Ask another admin to do it.');
export const notFound = () => problem('remove', C.NOT_FOUND, 'This person is neither a member nor invited, so there is nothing to remove.');
export const cannotChangeMember = (column: string) =>
  problem(column, C.CANNOT_CHANGE_MEMBER, 'This person holds a role that you cannot assign, or is not only at your locations. Ask an admin to change it.');
export const cannotChangeSelf = () =>
  problem('role', C.CANNOT_CHANGE_SELF, 'You cannot change your own role. Ask another admin to do it.');
export const lastAdmin = (column: string) =>
  problem(column, C.LAST_ADMIN, 'This is the only admin of the project space. Make somebody else an admin first.');
export const emailBlocked = () =>
  problem('username', C.EMAIL_BLOCKED, 'Mail to this address is blocked. Contact support if this is in error or the address has been fixed.');
export const accountDeactivated = () =>
  problem('username', C.ACCOUNT_DEACTIVATED, 'The account of this person is deactivated. Contact support to have it reactivated.');
