import { Invalid } from '../access/access.errors';
import { Refusal } from '../platform/refusal';

export class OwnAccount extends Refusal {
  readonly code = 'CANNOT_CHANGE_SELF';

  constructor() {
    super('Nobody deactivates their own account. Ask a colleague to do it.', { field: ['webUserId'] });
  }
}

export const notAnAdmin = () =>
  new Invalid('This member is not an admin. The admins of the project space can change or remove them.', 'membershipId');
export const replacedByThemselves = () =>
  new Invalid('An admin cannot take their own place. Give the address of somebody else.', 'replacementEmail');
