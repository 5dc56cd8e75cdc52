/** The features of the API: each imports only from those before it, and `platform` before all. */
export const featureOrder = [
  'mail-texts', 'access', 'audit', 'project-spaces', 'locations', 'web-users', 'mail-delivery', 'security-notices',
  'two-factor', 'sign-in', 'roles', 'memberships', 'history', 'invitations', 'bulk-download', 'bulk-upload', 'change-streams', 'api-keys',
  'webhooks', 'support', 'encryption-keys',
];

/** A file's suffix is its layer; it imports its own layer or one to its left. */
export const layerOf = { '': 0, entity: 0, errors: 0, policy: 0, repository: 1, service: 1, job: 1, mail: 1, type: 2, resolver: 2, route: 2 };

/** The folders of the web app, each importing only what comes before it. */
export const webOrder = ['gql', 'paths', 'texts', 'ui', 'features', 'pages', 'app', 'main', 'graphiql'];

/** Names that say nothing of what a folder holds. */
export const emptyNames = ['utils', 'util', 'helpers', 'common', 'lib', 'misc', 'shared'];
