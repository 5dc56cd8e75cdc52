import { Permission } from './permission';

export interface PermissionInfo {
  permission: Permission;
  title: string;
  description: string;
  group: string;
  /** What comes with it: "edit" implies "view" (ROL-2). */
  implies: Permission[];
}

const { VIEW_WEB_USERS, VIEW_ROLES, VIEW_LOCATIONS, VIEW_APPS, VIEW_MOBILE_WORKERS, VIEW_DATA } = Permission;

function entry(
  permission: Permission, group: string, title: string, description: string, implies: Permission[] = [],
): PermissionInfo {
  return { permission, group, title, description, implies };
}

/** The one list of permissions, from which roles, checks and role editors are drawn. */
export const permissionCatalogue: readonly PermissionInfo[] = [
  entry(VIEW_WEB_USERS, 'Users', 'View web users', 'See members and invitations.'),
  entry(Permission.EDIT_WEB_USERS, 'Users', 'Edit web users',
    'Invite, resend, change roles and remove members.', [VIEW_WEB_USERS]),
  entry(VIEW_ROLES, 'Users', 'View roles', 'See roles and what they allow.'),
  entry(Permission.EDIT_ROLES, 'Users', 'Edit roles', 'Make, change and delete roles.', [VIEW_ROLES]),
  entry(VIEW_LOCATIONS, 'Users', 'View locations', 'See the organization tree.'),
  entry(Permission.EDIT_LOCATIONS, 'Users', 'Edit locations', 'Add, move and delete locations.', [VIEW_LOCATIONS]),
  entry(Permission.EDIT_PROJECT_SETTINGS, 'Project', 'Edit project settings', 'Change name, language and switches.'),
  entry(Permission.VIEW_AUDIT_LOG, 'Project', 'View audit log', 'See who did what, and download it.'),
  entry(Permission.MANAGE_INTEGRATIONS, 'Project', 'Manage API keys and webhooks', 'Connect other systems.'),
  entry(VIEW_APPS, 'Applications', 'View apps', 'See applications.'),
  entry(Permission.EDIT_APPS, 'Applications', 'Edit apps', 'Build and change applications.', [VIEW_APPS]),
  entry(VIEW_MOBILE_WORKERS, 'Field work', 'View mobile workers', 'See mobile workers.'),
  entry(Permission.EDIT_MOBILE_WORKERS, 'Field work', 'Edit mobile workers',
    'Add and change mobile workers.', [VIEW_MOBILE_WORKERS]),
  entry(VIEW_DATA, 'Data', 'View data', 'See submitted data.'),
  entry(Permission.EDIT_DATA, 'Data', 'Edit data', 'Change submitted data.', [VIEW_DATA]),
  entry(Permission.VIEW_REPORTS, 'Data', 'View reports', 'See reports.'),
  entry(Permission.EDIT_BILLING, 'Project', 'Edit billing', 'Change the plan and payment.'),
];

const byPermission = new Map(permissionCatalogue.map((info) => [info.permission, info]));
for (const permission of Object.values(Permission)) {
  if (!byPermission.has(permission)) throw new Error(`Permission ${permission} is missing from the catalogue.`);
}

/** The permissions with all they imply, in the catalogue's order. */
export function withImplied(permissions: Iterable<Permission>): Permission[] {
  const held = new Set<Permission>();
  const add = (permission: Permission) => {
    held.add(permission);
    byPermission.get(permission)?.implies.forEach(add);
  };
  for (const permission of permissions) add(permission);
  return permissionCatalogue.map((info) => info.permission).filter((permission) => held.has(permission));
}
