import { createBrowserRouter, Outlet, ScrollRestoration } from 'react-router';
import { SessionProvider, SignedInOnly } from '../features/session/session';
import { OwnFrame, SpaceFrame } from '../pages/frames';
import { CrashPage } from '../pages/crash-page';
import { NotFoundPage } from '../pages/not-found-page';

const page = <Name extends string>(load: () => Promise<Record<Name, React.ComponentType>>, name: Name) =>
  async () => ({ Component: (await load())[name] });

/** Pages are loaded when they are first opened. */
export const createRouter = () => createBrowserRouter([{
  element: <SessionProvider><ScrollRestoration /><Outlet /></SessionProvider>,
  errorElement: <CrashPage />,
  hydrateFallbackElement: <></>,
  children: [{
    errorElement: <CrashPage />,
    children: [
      { path: '/sign-in', lazy: page(() => import('../pages/sign-in-page'), 'SignInPage') },
      { path: '/forgot-password', lazy: page(() => import('../pages/forgot-password-page'), 'ForgotPasswordPage') },
      { path: '/reset-password/:token', lazy: page(() => import('../pages/reset-password-page'), 'ResetPasswordPage') },
      { path: '/confirm-email/:token', lazy: page(() => import('../pages/confirm-email-page'), 'ConfirmEmailPage') },
      { path: '/not-me/:token', lazy: page(() => import('../pages/not-me-page'), 'NotMePage') },
      { path: '/invitations/:token', lazy: page(() => import('../pages/accept-page'), 'AcceptPage') },
      { path: '/terms', lazy: page(() => import('../pages/terms-page'), 'TermsPage') },
      { path: '/mailbox', lazy: page(() => import('../pages/mailbox-page'), 'MailboxPage') },
      {
        element: <SignedInOnly />,
        children: [
          {
            element: <OwnFrame />,
            children: [
              { path: '/', lazy: page(() => import('../pages/home-page'), 'HomePage') },
              { path: '/account', lazy: page(() => import('../pages/account-page'), 'AccountPage') },
              { path: '/support', lazy: page(() => import('../pages/support-page'), 'SupportPage') },
            ],
          },
          {
            path: '/projects/:slug',
            element: <SpaceFrame />,
            children: [
              { path: 'web-users', lazy: page(() => import('../pages/web-users-page'), 'WebUsersPage') },
              { path: 'web-users/invite', lazy: page(() => import('../pages/invite-page'), 'InvitePage') },
              { path: 'web-users/download', lazy: page(() => import('../pages/download-page'), 'DownloadPage') },
              { path: 'web-users/download/:downloadId', lazy: page(() => import('../pages/download-status-page'), 'DownloadStatusPage') },
              { path: 'web-users/upload', lazy: page(() => import('../pages/upload-page'), 'UploadPage') },
              { path: 'web-users/upload/:uploadId', lazy: page(() => import('../pages/upload-status-page'), 'UploadStatusPage') },
              { path: 'web-users/:membershipId', lazy: page(() => import('../pages/member-page'), 'MemberPage') },
              { path: 'invitations/:invitationId', lazy: page(() => import('../pages/invitation-page'), 'InvitationPage') },
              { path: 'roles', lazy: page(() => import('../pages/roles-page'), 'RolesPage') },
              { path: 'roles/new', lazy: page(() => import('../pages/role-page'), 'NewRolePage') },
              { path: 'roles/:roleId', lazy: page(() => import('../pages/role-page'), 'RolePage') },
              { path: 'locations', lazy: page(() => import('../pages/locations-page'), 'LocationsPage') },
              { path: 'settings', lazy: page(() => import('../pages/settings-page'), 'SettingsPage') },
              { path: 'api-keys', lazy: page(() => import('../pages/api-keys-page'), 'ApiKeysPage') },
              { path: 'webhooks', lazy: page(() => import('../pages/webhooks-page'), 'WebhooksPage') },
              { path: 'audit', lazy: page(() => import('../pages/audit-page'), 'AuditPage') },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  }],
}]);
