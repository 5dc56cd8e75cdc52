import { holds } from '../access/access';
import type { Standing } from '../access/actor';
import { Permission } from '../access/permission';

/** A webhook tells of the whole project space, so nobody who is limited to an area makes or reads one (ROL-7). */
export function canManage(standing: Standing): boolean {
  return holds(standing, Permission.MANAGE_INTEGRATIONS) && standing.area === null;
}
