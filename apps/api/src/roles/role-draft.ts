import { Invalid, Required, TooLong } from '../access/access.errors';
import type { Permission } from '../access/permission';
import { withImplied } from '../access/permission-catalogue';
import type { Refusal } from '../platform/refusal';

const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 500;
const CONTROL = /\p{Cc}|\p{Cs}/u;

/** What a role says and allows. */
export interface RoleExtent {
  name: string;
  description: string | null;
  permissions: Permission[];
  ownLocationsOnly: boolean;
}

/** As it is kept: trimmed, with all that the permissions imply. */
export function tidied(draft: RoleExtent): RoleExtent {
  const description = draft.description?.trim() || null;
  return { ...draft, name: draft.name.trim(), description, permissions: withImplied(draft.permissions) };
}

export function refusalsOfTexts({ name, description }: RoleExtent): (Refusal | null)[] {
  return [
    name === '' ? new Required('The name', 'name')
      : name.length > LONGEST_NAME ? new TooLong('The name', LONGEST_NAME, 'name')
        : CONTROL.test(name) ? new Invalid('A name is one line of text.', 'name') : null,
    (description?.length ?? 0) > LONGEST_DESCRIPTION ? new TooLong('The description', LONGEST_DESCRIPTION, 'description')
      : CONTROL.test(description ?? '') ? new Invalid('A description is one line of text.', 'description') : null,
  ];
}
