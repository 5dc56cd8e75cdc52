import type { MailTexts } from './en';

export const pt: MailTexts = {
  tag: 'pt',
  hello: ({ name }) => `Olá ${name},`,
  signInAt: ({ url }) => `O acesso é feito em ${url}`,
  invitation: {
    anAdmin: 'Um administrador',
    subject: ({ inviter, space }) => `${inviter} convida você para ${space}`,
    heading: ({ space }) => `Você recebeu um convite para ${space}`,
    invited: ({ inviter, space, role }) =>
      `${inviter} convida você a entrar no espaço de projeto ${space} com a função ${role}.`,
    until: ({ until }) => `O link funciona uma única vez, até ${until}.`,
    accept: 'Aceitar o convite',
    decline: 'Não é para mim',
    later: ({ url }) => `Depois de entrar, o acesso é feito em ${url}`,
  },
  reminder: {
    subject: ({ inviter, space }) => `Lembrete: ${inviter} convida você para ${space}`,
    heading: ({ space }) => `O seu convite para ${space} continua aberto`,
    invited: ({ inviter, space, role }) =>
      `${inviter} convidou você a entrar no espaço de projeto ${space} com a função ${role}. Você ainda não respondeu.`,
  },
  answer: {
    acceptedSubject: ({ email, space }) => `${email} aceitou o seu convite para ${space}`,
    acceptedHeading: ({ email }) => `${email} entrou`,
    accepted: ({ email, space }) => `${email} aceitou o seu convite e agora faz parte de ${space}.`,
    declinedSubject: ({ email, space }) => `${email} recusou o seu convite para ${space}`,
    declinedHeading: ({ email }) => `${email} recusou`,
    declined: ({ email, space }) =>
      `${email} respondeu "Não é para mim" ao seu convite para ${space}. O convite terminou.`,
  },
  passwordReset: {
    subject: 'Escolha uma nova senha para o Usher',
    heading: 'Escolha uma nova senha',
    forgotten: 'alguém, provavelmente você, informou que a senha da sua conta do Usher foi esquecida.',
    until: ({ until }) => `O link funciona uma única vez, até ${until}. `
      + 'Se não foi você, não faça nada: a sua senha continua a mesma.',
    choose: 'Escolher uma nova senha',
  },
};
