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
  newInvitation: {
    subject: ({ email, space }: Answered) => `${email} asks for a new invitation to ${space}`,
    heading: ({ email }: { email: string }) => `${email} asks to be invited again`,
    asks: ({ email, space }: Answered) =>
      `The invitation of ${email} to ${space} does not work any more, and somebody who has its link asks for a new one. Resend it if that is right.`,
    nobodyElse: ({ space, command }: { space: string; command: string }) =>
      `You are told because nobody in ${space} can be. If nobody ever joined it, an operator invites its first admin anew: ${command}`,
    look: 'Look at the invitation',
  },
  undeliverable: {
    subject: 'Invitations could not be delivered',
    cameBack: 'The mail of these invitations came back:',
    line: ({ email, space }: Answered) => `${email}, invited to ${space}`,
    more: 'There are more of them; the list of pending invitations shows all.',
    correct: 'Open the invitation to correct the address, and a new one is mailed.',
  },
  twoFactorReminder: {
    subject: ({ space }: { space: string }) => `Please set up two-factor for ${space}`,
    heading: 'Please set up two-factor',
    required: ({ space }: { space: string }) =>
      `the project space ${space} requires two-factor. Until you have set it up, nothing of it opens for you.`,
    asked: ({ space }: { space: string }) =>
      `an admin of the project space ${space} asks you to set up two-factor, so that a stolen password alone opens nothing.`,
    how: 'It takes a minute: sign in, open your account page, and scan a code with an authenticator app on your phone.',
    setUp: 'Set up two-factor',
  },
  passwordReset: {
    subject: 'Choose a new password for Usher',
    heading: 'Choose a new password',
    forgotten: 'somebody, most likely you, said that the password of your Usher account is forgotten.',
    until: ({ until }: { until: string }) =>
      `The link works once, until ${until}. If it was not you, do nothing: your password stays as it is.`,
    choose: 'Choose a new password',
  },
  emailChange: {
    subject: 'Confirm your new email address',
    asked: 'you asked for the mail of your Usher account to go to this address.',
    until: ({ until }: { until: string }) =>
      `The link works once, until ${until}. If it was not you, do nothing: nothing changes.`,
    confirm: 'Confirm this address',
  },
  securityNotice: {
    subject: 'Security of your Usher account',
    anyDevice: 'a device that did not say what it is',
    heading: {
      newDevice: 'A sign-in on a new device',
      passwordChanged: 'Your password was changed',
      emailChangeRequested: 'A new email address was asked for',
      emailChanged: 'Your email address was changed',
      twoFactorEnabled: 'Two-factor is on',
      twoFactorDisabled: 'Two-factor is off',
      backupCodesRenewed: 'New backup codes were made',
      twoFactorReset: 'Two-factor was reset',
    },
    happened: {
      newDevice: 'somebody signed in to your Usher account on a device that had not been used with it before.',
      passwordChanged: 'the password of your Usher account was changed. All other sessions have ended.',
      emailChangeRequested: 'somebody who is signed in to your Usher account asked for its mail to go to another address. It changes only when the link mailed there is used.',
      emailChanged: 'the mail of your Usher account goes to another address from now on.',
      twoFactorEnabled: 'two-factor was turned on for your Usher account: signing in now asks for a code from your device as well.',
      twoFactorDisabled: 'two-factor was turned off for your Usher account: from now on the password alone lets you in. All other sessions have ended.',
      backupCodesRenewed: 'new backup codes were made for your Usher account. The former ones no longer work, and all other sessions have ended.',
      twoFactorReset: 'support has reset two-factor for your Usher account. All sessions have ended. Sign in with your password and set it up anew.',
    },
    whenAndWhere: ({ at, device }: { at: string; device: string }) => `It happened on ${at}, on ${device}. If it was you, there is nothing to do.`,
    notMeHelp: ({ until }: { until: string }) =>
      `If it was not, say so: all sessions end at once, the password stops working, and we mail you a link to choose a new one. The link works once, until ${until}.`,
    notMe: "This wasn't me",
  },
};

export type MailTexts = typeof en;
