import type { Refusal } from '../platform/refusal';
import { Required, TooLong } from './access.errors';

const LONGEST_NOTE = 1_000;

/** Every act of support is explained (SUP-1): why a note cannot stand, if it cannot. */
export function refusalOfNote(note: string, what: string, field: string): Refusal | null {
  if (note.trim() === '') return new Required(what, field);
  return note.trim().length > LONGEST_NOTE ? new TooLong(what, LONGEST_NOTE, field) : null;
}
