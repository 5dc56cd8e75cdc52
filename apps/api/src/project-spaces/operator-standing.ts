import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import type { ProjectSpace } from './project-space.entity';

/** What the operator is in a project space: no member of it, and free to do what its admins may. */
export const operatorStanding = ({ id, name, ...space }: ProjectSpace): Standing => ({
  projectSpaceId: id, slug: space.slug, projectSpaceName: name, plan: space.plan, language: space.language,
  usesLocations: space.usesLocations, remindersEnabled: space.remindersEnabled, requiresTwoFactor: space.requiresTwoFactor,
  membershipId: '', roleId: '', isAdmin: true, permissions: Object.values(Permission), lastAccessDate: null, area: null,
});
