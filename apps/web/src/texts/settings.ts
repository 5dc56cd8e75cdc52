export const settings = {
  title: 'Settings',
  name: 'Name',
  slug: 'Part of the address',
  slugHelp: 'It stays, so that links go on working.',
  plan: 'Software plan',
  plans: { COMMUNITY: 'Community', STANDARD: 'Standard', PRO: 'Pro', ADVANCED: 'Advanced', ENTERPRISE: 'Enterprise' },
  usesLocations: 'Uses organizations',
  usesLocationsHelp: 'Web users are assigned to locations of an organization tree, and roles can be limited to them.',
  save: 'Save changes',
  saved: 'The settings have been changed.',
  noEdit: 'You can look at the settings. To change them you need a role that may edit project settings.',
};
