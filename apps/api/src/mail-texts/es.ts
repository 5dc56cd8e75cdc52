import type { MailTexts } from './en';

export const es: MailTexts = {
  tag: 'es',
  hello: ({ name }) => `Hola, ${name}:`,
  signInAt: ({ url }) => `Usted inicia sesión en ${url}`,
  invitation: {
    anAdmin: 'Un administrador',
    subject: ({ inviter, space }) => `${inviter} le invita a ${space}`,
    heading: ({ space }) => `Tiene una invitación a ${space}`,
    invited: ({ inviter, space, role }) =>
      `${inviter} le invita a unirse al espacio de proyecto ${space} con el rol ${role}.`,
    until: ({ until }) => `El enlace funciona una sola vez, hasta el ${until}.`,
    accept: 'Aceptar la invitación',
    decline: 'No es para mí',
    later: ({ url }) => `Una vez que se haya unido, inicia sesión en ${url}`,
  },
  reminder: {
    subject: ({ inviter, space }) => `Recordatorio: ${inviter} le invita a ${space}`,
    heading: ({ space }) => `Su invitación a ${space} sigue abierta`,
    invited: ({ inviter, space, role }) =>
      `${inviter} le invitó a unirse al espacio de proyecto ${space} con el rol ${role}. Todavía no ha respondido.`,
  },
  answer: {
    acceptedSubject: ({ email, space }) => `${email} ha aceptado su invitación a ${space}`,
    acceptedHeading: ({ email }) => `${email} se ha unido`,
    accepted: ({ email, space }) => `${email} ha aceptado su invitación y ahora forma parte de ${space}.`,
    declinedSubject: ({ email, space }) => `${email} ha rechazado su invitación a ${space}`,
    declinedHeading: ({ email }) => `${email} ha rechazado la invitación`,
    declined: ({ email, space }) =>
      `${email} ha respondido «No es para mí» a su invitación a ${space}. La invitación ha terminado.`,
  },
  passwordReset: {
    subject: 'Elija una nueva contraseña para Usher',
    heading: 'Elija una nueva contraseña',
    forgotten: 'alguien, muy probablemente usted, ha indicado que ha olvidado la contraseña de su cuenta de Usher.',
    until: ({ until }) => `El enlace funciona una sola vez, hasta el ${until}. `
      + 'Si no ha sido usted, no haga nada: su contraseña sigue siendo la misma.',
    choose: 'Elegir una nueva contraseña',
  },
};
