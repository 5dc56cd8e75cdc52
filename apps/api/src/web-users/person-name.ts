import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Refusal } from '../platform/refusal';

const LONGEST = 100;
/** Control characters, line separators and halves of a character. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Why a part of a person's name cannot stand, if it cannot. */
export function refusalOfName(name: string, what: string, ...field: string[]): Refusal | null {
  if (name.trim() === '') return new Required(what, ...field);
  if (name.trim().length > LONGEST) return new TooLong(what, LONGEST, ...field);
  return UNPRINTABLE.test(name) ? new Invalid(`${what} has a character that cannot be used. Please type it anew.`, ...field) : null;
}
