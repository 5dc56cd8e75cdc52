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
  newInvitation: {
    subject: ({ email, space }) => `${email} demande une nouvelle invitation à ${space}`,
    heading: ({ email }) => `${email} demande à être invité(e) de nouveau`,
    asks: ({ email, space }) =>
      `L'invitation de ${email} à ${space} ne fonctionne plus, et une personne qui en a le lien en demande une nouvelle. Renvoyez-la si cela est juste.`,
    nobodyElse: ({ space, command }) =>
      `Vous recevez ce message parce que personne de ${space} ne peut le recevoir. Si personne n'y est jamais entré, un opérateur invite de nouveau son premier administrateur : ${command}`,
    look: "Voir l'invitation",
  },
  undeliverable: {
    subject: "Des invitations n'ont pas pu être remises",
    cameBack: 'Le message de ces invitations est revenu :',
    line: ({ email, space }) => `${email}, invité(e) à ${space}`,
    more: 'Il y en a d\'autres ; la liste des invitations en attente les montre toutes.',
    correct: "Ouvrez l'invitation pour corriger l'adresse, et une nouvelle sera envoyée.",
  },
  twoFactorReminder: {
    subject: ({ space }) => `Veuillez activer la double authentification pour ${space}`,
    heading: 'Veuillez activer la double authentification',
    required: ({ space }) =>
      `l'espace de projet ${space} exige la double authentification. Tant que vous ne l'avez pas activée, il vous reste fermé.`,
    asked: ({ space }) =>
      `un administrateur de l'espace de projet ${space} vous demande d'activer la double authentification, afin qu'un mot de passe volé ne suffise pas.`,
    how: "Cela prend une minute : connectez-vous, ouvrez la page de votre compte et scannez un code avec une application d'authentification sur votre téléphone.",
    setUp: 'Activer la double authentification',
  },
  passwordReset: {
    subject: 'Choisissez un nouveau mot de passe pour Usher',
    heading: 'Choisissez un nouveau mot de passe',
    forgotten: 'quelqu\'un, très probablement vous, a indiqué que le mot de passe de votre compte Usher était oublié.',
    until: ({ until }) => `Le lien ne fonctionne qu'une fois, jusqu'au ${until}. `
      + "Si ce n'était pas vous, ne faites rien : votre mot de passe reste le même.",
    choose: 'Choisir un nouveau mot de passe',
  },
  emailChange: {
    subject: 'Confirmez votre nouvelle adresse e-mail',
    asked: 'vous avez demandé que les e-mails de votre compte Usher soient envoyés à cette adresse.',
    until: ({ until }) =>
      `Le lien ne fonctionne qu'une fois, jusqu'au ${until}. Si ce n'était pas vous, ne faites rien : rien ne change.`,
    confirm: 'Confirmer cette adresse',
  },
  securityNotice: {
    subject: 'Sécurité de votre compte Usher',
    anyDevice: "un appareil qui ne s'est pas identifié",
    heading: {
      newDevice: 'Connexion depuis un nouvel appareil',
      passwordChanged: 'Votre mot de passe a été modifié',
      emailChangeRequested: 'Une nouvelle adresse e-mail a été demandée',
      emailChanged: 'Votre adresse e-mail a été modifiée',
      twoFactorEnabled: 'La double authentification est activée',
      twoFactorDisabled: 'La double authentification est désactivée',
      backupCodesRenewed: 'De nouveaux codes de secours ont été créés',
      twoFactorReset: 'La double authentification a été réinitialisée',
    },
    happened: {
      newDevice: "quelqu'un s'est connecté à votre compte Usher depuis un appareil qui n'avait pas encore été utilisé.",
      passwordChanged: 'le mot de passe de votre compte Usher a été modifié. Toutes les autres sessions ont pris fin.',
      emailChangeRequested: "quelqu'un de connecté à votre compte Usher a demandé que ses e-mails soient envoyés à une autre adresse. Le changement n'a lieu que si le lien envoyé à cette adresse est utilisé.",
      emailChanged: 'les e-mails de votre compte Usher sont désormais envoyés à une autre adresse.',
      twoFactorEnabled: 'la double authentification a été activée pour votre compte Usher : la connexion demande maintenant aussi un code de votre appareil.',
      twoFactorDisabled: 'la double authentification a été désactivée pour votre compte Usher : désormais, le mot de passe suffit. Toutes les autres sessions ont pris fin.',
      backupCodesRenewed: 'de nouveaux codes de secours ont été créés pour votre compte Usher. Les anciens ne fonctionnent plus et toutes les autres sessions ont pris fin.',
      twoFactorReset: "l'assistance a réinitialisé la double authentification de votre compte Usher. Toutes les sessions ont pris fin. Connectez-vous avec votre mot de passe et configurez-la de nouveau.",
    },
    whenAndWhere: ({ at, device }) => `C'était le ${at}, depuis ${device}. Si c'était vous, il n'y a rien à faire.`,
    notMeHelp: ({ until }) =>
      `Sinon, dites-le : toutes les sessions prennent fin aussitôt, le mot de passe cesse de fonctionner et nous vous envoyons un lien pour en choisir un nouveau. Le lien ne fonctionne qu'une fois, jusqu'au ${until}.`,
    notMe: "Ce n'était pas moi",
  },
};
