interface Invited {
  inviter: string;
  space: string;
}

interface Answered {
  email: string;
  space: string;
}

/** Every text of every mail. The other languages have the same texts, or do not compile. */
export const en = {
  tag: 'en',
  hello: ({ name }: { name: string }) => `Hello ${name},`,
  signInAt: ({ url }: { url: string }) => `You sign in at ${url}`,
  invitation: {
    anAdmin: 'An administrator',
    subject: ({ inviter, space }: Invited) => `${inviter} invites you to ${space}`,
    heading: ({ space }: { space: string }) => `You are invited to ${space}`,
    invited: ({ inviter, space, role }: Invited & { role: string }) =>
      `${inviter} invites you to join the project space ${space} with the role ${role}.`,
    until: ({ until }: { until: string }) => `The link works once, until ${until}.`,
    accept: 'Accept the invitation',
    decline: 'Not for me',
    later: ({ url }: { url: string }) => `Once you have joined, you sign in at ${url}`,
  },
  reminder: {
    subject: ({ inviter, space }: Invited) => `Reminder: ${inviter} invites you to ${space}`,
    heading: ({ space }: { space: string }) => `Your invitation to ${space} is still open`,
    invited: ({ inviter, space, role }: Invited & { role: string }) =>
      `${inviter} invited you to join the project space ${space} with the role ${role}. You have not answered yet.`,
  },
  answer: {
    acceptedSubject: ({ email, space }: Answered) => `${email} accepted your invitation to ${space}`,
    acceptedHeading: ({ email }: { email: string }) => `${email} has joined`,
    accepted: ({ email, space }: Answered) => `${email} accepted your invitation and is now a web user of ${space}.`,
    declinedSubject: ({ email, space }: Answered) => `${email} declined your invitation to ${space}`,
    declinedHeading: ({ email }: { email: string }) => `${email} has declined`,
    declined: ({ email, space }: Answered) =>
      `${email} answered "Not for me" to your invitation to ${space}. The invitation has ended.`,
  },
  passwordReset: {
    subject: 'Choose a new password for Usher',
    heading: 'Choose a new password',
    forgotten: 'somebody, most likely you, said that the password of your Usher account is forgotten.',
    until: ({ until }: { until: string }) =>
      `The link works once, until ${until}. If it was not you, do nothing: your password stays as it is.`,
    choose: 'Choose a new password',
  },
};

export type MailTexts = typeof en;
