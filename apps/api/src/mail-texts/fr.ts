import type { MailTexts } from './en';

export const fr: MailTexts = {
  tag: 'fr',
  hello: ({ name }) => `Bonjour ${name},`,
  signInAt: ({ url }) => `Vous vous connectez à l'adresse ${url}`,
  invitation: {
    anAdmin: 'Un administrateur',
    subject: ({ inviter, space }) => `${inviter} vous invite à rejoindre ${space}`,
    heading: ({ space }) => `Vous êtes invité(e) à rejoindre ${space}`,
    invited: ({ inviter, space, role }) =>
      `${inviter} vous invite à rejoindre l'espace de projet ${space} avec le rôle ${role}.`,
    until: ({ until }) => `Le lien ne fonctionne qu'une fois, jusqu'au ${until}.`,
    accept: "Accepter l'invitation",
    decline: 'Cela ne me concerne pas',
    later: ({ url }) => `Une fois membre, vous vous connectez à l'adresse ${url}`,
  },
  reminder: {
    subject: ({ inviter, space }) => `Rappel : ${inviter} vous invite à rejoindre ${space}`,
    heading: ({ space }) => `Votre invitation à rejoindre ${space} est toujours ouverte`,
    invited: ({ inviter, space, role }) =>
      `${inviter} vous a invité(e) à rejoindre l'espace de projet ${space} avec le rôle ${role}. Vous n'avez pas encore répondu.`,
  },
  answer: {
    acceptedSubject: ({ email, space }) => `${email} a accepté votre invitation à rejoindre ${space}`,
    acceptedHeading: ({ email }) => `${email} a rejoint l'espace de projet`,
    accepted: ({ email, space }) => `${email} a accepté votre invitation et fait maintenant partie de ${space}.`,
    declinedSubject: ({ email, space }) => `${email} a décliné votre invitation à rejoindre ${space}`,
    declinedHeading: ({ email }) => `${email} a décliné`,
    declined: ({ email, space }) =>
      `${email} a répondu « Cela ne me concerne pas » à votre invitation à rejoindre ${space}. L'invitation a pris fin.`,
  },
  passwordReset: {
    subject: 'Choisissez un nouveau mot de passe pour Usher',
    heading: 'Choisissez un nouveau mot de passe',
    forgotten: 'quelqu\'un, très probablement vous, a indiqué que le mot de passe de votre compte Usher était oublié.',
    until: ({ until }) => `Le lien ne fonctionne qu'une fois, jusqu'au ${until}. `
      + "Si ce n'était pas vous, ne faites rien : votre mot de passe reste le même.",
    choose: 'Choisir un nouveau mot de passe',
  },
};
