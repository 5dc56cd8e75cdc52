const part = encodeURIComponent;
const withQuery = (path: string, query: Record<string, string | undefined>) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

/** Every address of the app, dialogs included. */
export const paths = {
  home: () => '/',
  signIn: (query: { email?: string; created?: 'yes'; next?: string } = {}) => withQuery('/sign-in', query),
  forgotPassword: (query: { email?: string } = {}) => withQuery('/forgot-password', query),
  account: () => '/account',
  support: () => '/support',
  terms: () => '/terms',
  webUsers: (slug: string, query: { remove?: string; role?: string; removed?: 'yes'; m_factor?: 'without'; m_state?: 'active' } = {}) =>
    withQuery(`/projects/${part(slug)}/web-users`, query),
  invite: (slug: string, query: { email?: string } = {}) => withQuery(`/projects/${part(slug)}/web-users/invite`, query),
  download: (slug: string) => `/projects/${part(slug)}/web-users/download`,
  downloadStatus: (slug: string, downloadId: string) => `/projects/${part(slug)}/web-users/download/${part(downloadId)}`,
  upload: (slug: string) => `/projects/${part(slug)}/web-users/upload`,
  uploadStatus: (slug: string, uploadId: string) => `/projects/${part(slug)}/web-users/upload/${part(uploadId)}`,
  webUser: (slug: string, membershipId: string) => `/projects/${part(slug)}/web-users/${part(membershipId)}`,
  roles: (slug: string) => `/projects/${part(slug)}/roles`,
  newRole: (slug: string) => `/projects/${part(slug)}/roles/new`,
  role: (slug: string, roleId: string) => `/projects/${part(slug)}/roles/${part(roleId)}`,
  locations: (slug: string) => `/projects/${part(slug)}/locations`,
  settings: (slug: string) => `/projects/${part(slug)}/settings`,
  apiKeys: (slug: string) => `/projects/${part(slug)}/api-keys`,
  webhooks: (slug: string) => `/projects/${part(slug)}/webhooks`,
  audit: (slug: string) => `/projects/${part(slug)}/audit`,
  auditFile: (slug: string, query: Record<string, string | undefined> = {}) => withQuery(`/api/audit/${part(slug)}.csv`, query),
  invitation: (slug: string, invitationId: string) => `/projects/${part(slug)}/invitations/${part(invitationId)}`,
};

/** Only an address of our own is gone back to after signing in. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : paths.home();
}
