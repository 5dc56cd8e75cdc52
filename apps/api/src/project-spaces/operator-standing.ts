import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';
import type { ProjectSpace } from './project-space.entity';

/** What the operator is in a project space: no member of it, and free to do what its admins may. */
export const operatorStanding = ({ id, slug, name, plan, language, usesLocations, remindersEnabled }: ProjectSpace): Standing => ({
  projectSpaceId: id, slug, projectSpaceName: name, plan, language, usesLocations, remindersEnabled, membershipId: '', roleId: '',
  isAdmin: true, permissions: Object.values(Permission), lastAccessDate: null, area: null,
});
