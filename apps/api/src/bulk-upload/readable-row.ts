import { readRemove } from '@usher/web-user-sheet/remove';
import { parseEmailAddress } from '../web-users/email-address';
import { removeInvalid, roleMissing, type RowProblem, usernameInvalid, usernameMissing } from './row-problem';
import type { UploadRow } from './upload-row';

export type ReadableRow = UploadRow & { address: string; removes: boolean };

function addressOf(username: string): { address: string } | { problem: RowProblem } {
  const parsed = parseEmailAddress(username);
  if ('address' in parsed) return parsed;
  return { problem: parsed.problem === 'REQUIRED' ? usernameMissing() : usernameInvalid() };
}

/** What can be said of a row by itself: all that cannot be read in it, or what it means (UPL-6, UPL-7). */
export function readableRow(row: UploadRow): { row: ReadableRow } | { address: string | null; problems: RowProblem[] } {
  const parsed = addressOf(row.username);
  const removes = readRemove(row.remove);
  const found = [
    'problem' in parsed && parsed.problem,
    removes === null && removeInvalid(),
    removes === false && row.role === '' && roleMissing(),
  ].filter((problem) => problem !== false);
  const address = 'address' in parsed ? parsed.address : null;
  if (found.length > 0 || address === null) return { address, problems: found };
  return { row: { ...row, address, removes: removes === true } };
}
