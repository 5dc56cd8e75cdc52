import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Refusal } from '../platform/refusal';

const LONGEST = 100;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Why a part of a person's name cannot stand, if it cannot. */
export function refusalOfName(name: string, what: string, ...field: string[]): Refusal | null {
  if (name.trim() === '') return new Required(what, ...field);
  if (name.trim().length > LONGEST) return new TooLong(what, LONGEST, ...field);
  return CONTROL.test(name) ? new Invalid(`${what} has a character that cannot be used. Please type it anew.`, ...field) : null;
}
