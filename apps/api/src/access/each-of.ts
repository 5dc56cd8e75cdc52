import { isTwoFactorRequired } from '../platform/graphql/faults';
import { refusalRecords, type RefusalRecord } from '../platform/refusal';
import { Invalid } from './access.errors';

/** What became of one of a selection. */
export interface Outcome<T> {
  input: string;
  value?: T;
  userErrors: RefusalRecord[];
}

const MOST_AT_ONCE = 100;

/** What may lie in a project space that is closed holds up no other (TFA-3). */
function recordsOf(error: unknown, own: string): RefusalRecord[] {
  if (!isTwoFactorRequired(error)) return refusalRecords(error);
  return [{ code: 'TWO_FACTOR_REQUIRED', message: error.message, field: [own], retryAfter: null }];
}

/**
 * Works on each of a selection in turn; one that is refused holds up no other, and is told at its place in the list,
 * `[emails, 3]`, where the refusal is about `own`.
 */
export async function eachOf<T>(
  inputs: string[], list: string, own: string, work: (input: string) => Promise<T>,
): Promise<Outcome<T>[]> {
  if (inputs.length === 0 || inputs.length > MOST_AT_ONCE) {
    throw new Invalid(`Give between 1 and ${MOST_AT_ONCE} of them at once.`, list);
  }
  const outcomes: Outcome<T>[] = [];
  let closed: unknown = null;
  for (const [index, input] of inputs.entries()) {
    try {
      outcomes.push({ input, value: await work(input), userErrors: [] });
    } catch (error) {
      if (isTwoFactorRequired(error)) closed = error;
      const userErrors = recordsOf(error, own).map(
        (record) => (record.field?.[0] === own ? { ...record, field: [list, String(index)] } : record));
      outcomes.push({ input, userErrors });
    }
  }
  if (outcomes.every(({ userErrors: [first] }) => first?.code === 'TWO_FACTOR_REQUIRED')) throw closed;
  return outcomes;
}
