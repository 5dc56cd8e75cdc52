import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { refusalRecords, type RefusalRecord } from '../platform/refusal';

/** Stable codes of expected refusals. */
enum UserErrorCode {
  INVALID_EMAIL = 'INVALID_EMAIL',
  REQUIRED = 'REQUIRED',
  INVALID = 'INVALID',
  TOO_LONG = 'TOO_LONG',
  NOT_FOUND = 'NOT_FOUND',
  ALREADY_MEMBER = 'ALREADY_MEMBER',
  ALREADY_INVITED = 'ALREADY_INVITED',
  ACCOUNT_DEACTIVATED = 'ACCOUNT_DEACTIVATED',
  ROLE_NOT_AVAILABLE = 'ROLE_NOT_AVAILABLE',
  LOCATION_NOT_AVAILABLE = 'LOCATION_NOT_AVAILABLE',
  EMAIL_BLOCKED = 'EMAIL_BLOCKED',
  INVITATION_EXPIRED = 'INVITATION_EXPIRED',
  INVITATION_USED = 'INVITATION_USED',
  INVITATION_REPLACED = 'INVITATION_REPLACED',
  EMAIL_MISMATCH = 'EMAIL_MISMATCH',
  WEAK_PASSWORD = 'WEAK_PASSWORD',
  TERMS_NOT_ACCEPTED = 'TERMS_NOT_ACCEPTED',
  INVALID_CREDENTIALS = 'INVALID_CREDENTIALS',
  INVALID_CODE = 'INVALID_CODE',
  CHALLENGE_EXPIRED = 'CHALLENGE_EXPIRED',
  CANNOT_CHANGE_SELF = 'CANNOT_CHANGE_SELF',
  CANNOT_CHANGE_MEMBER = 'CANNOT_CHANGE_MEMBER',
  LAST_ADMIN = 'LAST_ADMIN',
  NAME_TAKEN = 'NAME_TAKEN',
  ROLE_IN_USE = 'ROLE_IN_USE',
  ROLE_LOCKED = 'ROLE_LOCKED',
  PLAN_REQUIRED = 'PLAN_REQUIRED',
  TOO_LARGE = 'TOO_LARGE',
  NOT_A_SPREADSHEET = 'NOT_A_SPREADSHEET',
  INVALID_COLUMNS = 'INVALID_COLUMNS',
  NO_ROWS = 'NO_ROWS',
  NOT_READY = 'NOT_READY',
  RATE_LIMITED = 'RATE_LIMITED',
  TOKEN_INVALID = 'TOKEN_INVALID',
  ACCOUNT_EXISTS = 'ACCOUNT_EXISTS',
  ADDRESS_TAKEN = 'ADDRESS_TAKEN',
  PERMISSION_NOT_AVAILABLE = 'PERMISSION_NOT_AVAILABLE',
  LOCATION_IN_USE = 'LOCATION_IN_USE',
  CODE_TAKEN = 'CODE_TAKEN',
  UNDO_EXPIRED = 'UNDO_EXPIRED',
  CANNOT_CHANGE_INVITATION = 'CANNOT_CHANGE_INVITATION',
  TWO_FACTOR_REQUIRED = 'TWO_FACTOR_REQUIRED',
}

registerEnumType(UserErrorCode, { name: 'UserErrorCode', description: 'Stable codes of expected refusals.' });

@ObjectType('UserError', {
  simpleResolvers: true,
  description: 'An expected refusal. `code` is stable; `message` is for people; `field` is the path into the input.',
})
export class UserError implements RefusalRecord {
  @Field(() => UserErrorCode, { description: 'Which refusal; stable.' })
  code!: string;

  @Field(() => String, { description: 'In plain words: what is wrong, and what to do next.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Relative to `input`, e.g. [account, password] or [emails, 3].' })
  field!: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Seconds, with RATE_LIMITED.' })
  retryAfter!: number | null;
}

@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

/** Turns refusals into `userErrors`: the one place that does. */
export async function payload<T extends object>(work: () => Promise<T>): Promise<Partial<T> & Payload> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    return { userErrors: refusalRecords(error) } as unknown as Partial<T> & Payload;
  }
}
