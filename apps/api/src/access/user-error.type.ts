import { Field, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../platform/graphql/described-enum';
import { refusalRecords, type RefusalRecord } from '../platform/refusal';
import { userErrorCodes } from './user-error-code';

const UserErrorCode = Object.fromEntries(Object.keys(userErrorCodes).map((code) => [code, code])) as Record<keyof typeof userErrorCodes, string>;
describedEnum(UserErrorCode, 'UserErrorCode', 'Stable codes of expected refusals.', userErrorCodes);

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
