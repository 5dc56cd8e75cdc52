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
  newInvitation: {
    subject: ({ email, space }) => `${email} pede um novo convite para ${space}`,
    heading: ({ email }) => `${email} pede para ser convidado de novo`,
    asks: ({ email, space }) =>
      `O convite de ${email} para ${space} já não funciona, e alguém que tem o link pede um novo. Reenvie-o se estiver certo.`,
    nobodyElse: ({ space, command }) =>
      `Recebe esta mensagem porque ninguém de ${space} a pode receber. Se nunca ninguém entrou, um operador convida de novo o primeiro administrador: ${command}`,
    look: 'Ver o convite',
  },
  undeliverable: {
    subject: 'Convites não puderam ser entregues',
    cameBack: 'O e-mail destes convites voltou:',
    line: ({ email, space }) => `${email}, convidado para ${space}`,
    more: 'Há mais; a lista de convites pendentes mostra todos.',
    correct: 'Abra o convite para corrigir o endereço, e um novo será enviado.',
  },
  twoFactorReminder: {
    subject: ({ space }) => `Configure a verificação em dois passos para ${space}`,
    heading: 'Configure a verificação em dois passos',
    required: ({ space }) =>
      `o espaço de projeto ${space} exige a verificação em dois passos. Enquanto não a configurar, nada dele se abre para você.`,
    asked: ({ space }) =>
      `um administrador do espaço de projeto ${space} pede que você configure a verificação em dois passos, para que uma senha roubada não baste sozinha.`,
    how: 'Leva um minuto: inicie sessão, abra a página da sua conta e escaneie um código com um aplicativo autenticador no seu telefone.',
    setUp: 'Configurar a verificação em dois passos',
  },
  passwordReset: {
    subject: 'Escolha uma nova senha para o Usher',
    heading: 'Escolha uma nova senha',
    forgotten: 'alguém, provavelmente você, informou que a senha da sua conta do Usher foi esquecida.',
    until: ({ until }) => `O link funciona uma única vez, até ${until}. `
      + 'Se não foi você, não faça nada: a sua senha continua a mesma.',
    choose: 'Escolher uma nova senha',
  },
  emailChange: {
    subject: 'Confirme o seu novo endereço de e-mail',
    asked: 'pediu que o correio da sua conta Usher vá para este endereço.',
    until: ({ until }) =>
      `A ligação funciona uma só vez, até ${until}. Se não foi você, não faça nada: nada muda.`,
    confirm: 'Confirmar este endereço',
  },
  securityNotice: {
    subject: 'Segurança da sua conta Usher',
    anyDevice: 'um dispositivo que não se identificou',
    heading: {
      newDevice: 'Início de sessão num dispositivo novo',
      passwordChanged: 'A sua palavra-passe foi alterada',
      emailChangeRequested: 'Foi pedido outro endereço de e-mail',
      emailChanged: 'O seu endereço de e-mail foi alterado',
      twoFactorEnabled: 'A verificação em dois passos está ativada',
      twoFactorDisabled: 'A verificação em dois passos está desativada',
      backupCodesRenewed: 'Foram criados novos códigos de reserva',
      twoFactorReset: 'A verificação em dois passos foi reposta',
    },
    happened: {
      newDevice: 'alguém iniciou sessão na sua conta Usher num dispositivo que ainda não tinha sido usado.',
      passwordChanged: 'a palavra-passe da sua conta Usher foi alterada. Todas as outras sessões terminaram.',
      emailChangeRequested: 'alguém com sessão iniciada na sua conta Usher pediu que o correio vá para outro endereço. Só muda quando for usada a ligação enviada para esse endereço.',
      emailChanged: 'o correio da sua conta Usher vai a partir de agora para outro endereço.',
      twoFactorEnabled: 'a verificação em dois passos foi ativada na sua conta Usher: ao iniciar sessão é pedido também um código do seu dispositivo.',
      twoFactorDisabled: 'a verificação em dois passos foi desativada na sua conta Usher: a partir de agora basta a palavra-passe. Todas as outras sessões terminaram.',
      backupCodesRenewed: 'foram criados novos códigos de reserva para a sua conta Usher. Os anteriores já não funcionam e todas as outras sessões terminaram.',
      twoFactorReset: 'o suporte repôs a verificação em dois passos da sua conta Usher. Todas as sessões terminaram. Inicie sessão com a sua palavra-passe e configure-a de novo.',
    },
    whenAndWhere: ({ at, device }) => `Foi em ${at}, com ${device}. Se foi você, não há nada a fazer.`,
    notMeHelp: ({ until }) =>
      `Se não foi, diga-nos: todas as sessões terminam de imediato, a palavra-passe deixa de funcionar e enviamos-lhe uma ligação para escolher outra. A ligação funciona uma só vez, até ${until}.`,
    notMe: 'Não fui eu',
  },
};
