import { accept } from './texts/accept';
import { apiKeys } from './texts/api-keys';
import { bulkDownload } from './texts/bulk-download';
import { bulkUpload } from './texts/bulk-upload';
import { delivery } from './texts/delivery';
import { history } from './texts/history';
import { invitation, invitations, invite } from './texts/invitations';
import { locations } from './texts/locations';
import { changeMany, deactivate, former, member, members, remove } from './texts/members';
import { roles } from './texts/roles';
import { security } from './texts/security';
import { forgot, reset, signIn } from './texts/session';
import { settings } from './texts/settings';
import { support } from './texts/support';
import { secondStep, twoFactor } from './texts/two-factor';
import { webhooks } from './texts/webhooks';

/** Every text of the app, so that a language can be added beside this one. */
export const texts = {
  bulkDownload,
  bulkUpload,
  roles,
  locations,
  history,
  delivery,
  security,
  secondStep,
  twoFactor,
  settings,
  apiKeys,
  webhooks,
  support,
  signIn,
  forgot,
  reset,
  members,
  changeMany,
  remove,
  deactivate,
  former,
  member,
  invitations,
  invite,
  invitation,
  accept,
  product: 'Usher',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close message',
  loading: 'Loading',
  retry: 'Try again',
  save: 'Save',
  clearSearch: 'Clear search',
  previous: 'Previous',
  next: 'Next',
  you: 'You',
  never: 'Never',
  showTyped: 'Show what is typed',
  none: 'None',
  failed: {
    title: 'This could not be loaded',
    detail: 'The connection or the server did not answer as expected. Nothing was changed.',
    change: 'That did not work: the server could not be reached or did not answer. Nothing was changed. Please try again.',
  },
  offline: 'You are offline. What you see may be old; changes will fail until the connection is back.',
  notFound: {
    title: 'Page not found',
    detail: 'There is nothing at this address. It may have been mistyped, or what stood here is gone.',
    home: 'Go to the start page',
  },
  noAccess: {
    title: 'No access',
    detail: 'This project space does not exist, or you are not a member of it. If you should be, ask one of its admins to invite you.',
  },
  crash: {
    title: 'Something went wrong',
    detail: 'The page stopped because of a fault on our side. What you had saved is safe.',
    reload: 'Load the page again',
    notLoaded: 'This page could not be loaded',
    notLoadedDetail: 'Check your connection, then try again. Nothing was changed.',
    request: (id: string) => `If it happens again, report request ${id}.`,
  },
  frame: {
    skip: 'Skip to content',
    menu: 'Menu',
    navigation: 'Project space',
    users: 'Users',
    webUsers: 'Web Users',
    project: 'Project',
    projectSpace: 'Project space',
    account: 'Account',
    dark: 'Dark colours',
    light: 'Light colours',
    report: 'Report an issue',
    signOut: 'Sign out',
    personMenu: (name: string) => `Menu of ${name}`,
    crumbs: 'You are here',
  },
  home: {
    title: 'Your project spaces',
    empty: 'You do not belong to a project space yet',
    emptyDetail: 'When somebody invites you, the link in the mail brings you in. Open invitations stand in your account.',
  },
  strength: [
    'At least 8 characters. A few words in a row are easy to remember.', 'Could be longer.', 'Good.', 'Strong.',
  ] as const,
  account: {
    title: 'Account',
    name: 'Name',
    firstName: 'First name',
    lastName: 'Last name',
    saved: 'Your name has been changed.',
    password: 'Password',
    currentPassword: 'Present password',
    newPassword: 'New password',
    changePassword: 'Change password',
    passwordChanged: 'Your password has been changed. All your other sessions have ended.',
    spaces: 'My project spaces',
    noSpaces: 'You do not belong to a project space.',
    open: (name: string) => `Open ${name}`,
    openLabel: 'Open',
    invitations: 'My invitations',
    noInvitations: 'No open invitations.',
    accept: 'Accept',
    decline: 'Decline',
    acceptFor: (name: string) => `Accept the invitation to ${name}`,
    declineFor: (name: string) => `Decline the invitation to ${name}`,
    invitedAs: (role: string, by: string | null | undefined) => `as ${role}${by ? `, by ${by}` : ''}`,
    declined: (name: string) => `You have declined the invitation to ${name}.`,
  },
  terms: {
    title: 'Terms of service',
    version: (version: string) => `Version ${version}`,
    paragraphs: [
      'Usher lets organizations decide who may work in their project spaces. These terms are between you and the organization that runs this installation.',
      'Your account is yours alone. Keep your password to yourself, and tell support when you believe that somebody else knows it.',
      'What you do in a project space is recorded with your name, so that the people who answer for it can see what happened.',
      'Use what you see in a project space only for the work you were invited for. Do not try to reach what your role does not allow.',
      'The admins of a project space may change your role or end your membership at any time. Your account stays yours.',
      'The organization keeps your name and address for as long as you have an account, and uses them only to run this service.',
    ],
  },
  mailbox: {
    title: 'Local mailbox',
    note: 'No mail transport is configured: mail is caught here and goes nowhere. This page exists on local installations only.',
    empty: 'No mail yet',
    to: 'To',
    html: 'As HTML',
    text: 'As text',
    mails: 'Caught mails',
    off: 'Mail is really sent here',
    offDetail: 'A mail transport is configured, so nothing is caught.',
  },
};
