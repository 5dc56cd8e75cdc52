import { Permission } from '../access/permission';
import { withImplied } from '../access/permission-catalogue';

export interface PresetRole {
  name: string;
  description: string;
  isAdmin: boolean;
  permissions: Permission[];
}

const {
  EDIT_APPS, EDIT_BILLING, EDIT_DATA, EDIT_MOBILE_WORKERS, VIEW_APPS, VIEW_DATA, VIEW_MOBILE_WORKERS, VIEW_REPORTS,
} = Permission;

function preset(name: string, description: string, ...permissions: Permission[]): PresetRole {
  return { name, description, isAdmin: false, permissions: withImplied(permissions) };
}

/** What a new project space begins with (ROL-1). Only Admin holds the web-user permissions. */
export const presetRoles: readonly PresetRole[] = [
  {
    name: 'Admin', description: 'Everything, people and settings included.', isAdmin: true,
    permissions: withImplied(Object.values(Permission)),
  },
  preset('App Editor', 'Builds applications and works with their data.', EDIT_APPS, EDIT_DATA, VIEW_REPORTS),
  preset('Field Implementer', 'Runs the field work: mobile workers, their apps and data.',
    EDIT_MOBILE_WORKERS, VIEW_APPS, VIEW_DATA, VIEW_REPORTS),
  preset('Read Only', 'Sees applications, mobile workers, data and reports.',
    VIEW_APPS, VIEW_MOBILE_WORKERS, VIEW_DATA, VIEW_REPORTS),
  preset('Billing Admin', 'Looks after plan and payment.', EDIT_BILLING),
];
