/** What is recorded as a sign-in matter: the account page has words for each (SIG-6), and its test reads them here. */
export const SECURITY_ACTIONS = [
  'session.started', 'session.ended', 'sessions.ended', 'profile.changed', 'password.changed', 'password-reset.requested', 'password.reset',
  'email-change.requested', 'email.changed', 'email.restored', 'two-factor.enabled', 'two-factor.disabled', 'two-factor.codes-renewed',
  'two-factor.reset', 'not-me.reported', 'account.deactivated', 'account.reactivated', 'staff.created',
] as const;

export type SecurityAction = (typeof SECURITY_ACTIONS)[number];
