/** What became of mails, and the addresses that nothing is sent to any more. */
export const delivery = {
  QUEUED: 'Queued', SENT: 'Sent', DELIVERED: 'Delivered', UNDELIVERABLE: 'Undeliverable',
  help: {
    QUEUED: 'The mail is about to leave.',
    SENT: 'The mail server took the mail.',
    DELIVERED: 'The mail has reached the mailbox.',
    UNDELIVERABLE: 'The mail could not be delivered. Check the address.',
  },
  filter: 'Delivery',
  any: 'Any delivery',
  blocked: 'Undeliverable',
  blockedHelp: (contact: string | null | undefined) =>
    `Blocked after 3 bounces. Contact support${contact ? ` (${contact})` : ''} if this is in error or the address has been fixed.`,
  timeLine: 'Delivery of its mails',
  events: {
    QUEUED: 'Waiting to leave', SENT: 'Taken by the mail server', DELIVERED: 'Delivered', DEFERRED: 'Put off; it will be tried again',
    BOUNCED: 'Came back', COMPLAINED: 'Reported as spam', SUPPRESSED: 'Not sent on',
  },
  funnel: {
    title: 'Invitations of the last 90 days',
    sent: 'Sent', delivered: 'Delivered', accepted: 'Accepted', expired: 'Expired', undeliverable: 'Undeliverable',
    share: (count: number, all: number) => `${count.toLocaleString()} of ${all.toLocaleString()}`,
  },
};
