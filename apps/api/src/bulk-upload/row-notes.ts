import type { Known } from './known';
import { IGNORED_COLUMNS, type IgnoredValues, type UploadRow } from './upload-row';

const NOT_AVAILABLE = 'N/A';

/** What the columns hold that an upload never changes, as a download writes them. */
function shown({ address, person, member }: Known): Required<IgnoredValues> {
  const none = member ? '' : NOT_AVAILABLE;
  return {
    first_name: member && person ? person.firstName : none,
    last_name: member && person ? person.lastName : none,
    last_access_date: member?.lastAccessDate ?? none,
    last_login: member ? (person?.lastLogin?.toISOString().slice(0, 19).replace('T', ' ') ?? '') : none,
    email: member && person ? person.email : address,
    status: member ? (member.active ? 'Active User' : 'Deactivated User') : 'Invited',
  };
}

const isBlank = (value: string | undefined) => !value || value === NOT_AVAILABLE;

/** Says which values differ from what Usher has, and are ignored (UPL-4). */
export function notesOn({ ignored }: Pick<UploadRow, 'ignored'>, known: Known): string[] {
  const own = shown(known);
  const differing = IGNORED_COLUMNS.filter((name) => {
    const value = ignored[name];
    if (isBlank(value)) return false;
    return name === 'email' ? value?.toLowerCase() !== own.email : value !== own[name];
  });
  return differing.length === 0 ? [] : [`Ignored, because Usher keeps its own: ${differing.join(', ')}.`];
}
