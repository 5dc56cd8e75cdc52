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
  newInvitation: {
    subject: ({ email, space }) => `${email} pide una nueva invitación a ${space}`,
    heading: ({ email }) => `${email} pide que se le invite de nuevo`,
    asks: ({ email, space }) =>
      `La invitación de ${email} a ${space} ya no funciona, y alguien que tiene su enlace pide una nueva. Reenvíela si es correcto.`,
    nobodyElse: ({ space, command }) =>
      `Recibe este mensaje porque nadie de ${space} puede recibirlo. Si nadie ha entrado nunca, un operador invita de nuevo a su primer administrador: ${command}`,
    look: 'Ver la invitación',
  },
  undeliverable: {
    subject: 'No se han podido entregar invitaciones',
    cameBack: 'El correo de estas invitaciones ha sido devuelto:',
    line: ({ email, space }) => `${email}, con invitación a ${space}`,
    more: 'Hay más; la lista de invitaciones pendientes las muestra todas.',
    correct: 'Abra la invitación para corregir la dirección y se enviará una nueva.',
  },
  twoFactorReminder: {
    subject: ({ space }) => `Configure la verificación en dos pasos para ${space}`,
    heading: 'Configure la verificación en dos pasos',
    required: ({ space }) =>
      `el espacio de proyecto ${space} exige la verificación en dos pasos. Hasta que la configure, no podrá abrir nada de él.`,
    asked: ({ space }) =>
      `un administrador del espacio de proyecto ${space} le pide que configure la verificación en dos pasos, para que una contraseña robada no baste por sí sola.`,
    how: 'Lleva un minuto: inicie sesión, abra la página de su cuenta y escanee un código con una aplicación de autenticación en su teléfono.',
    setUp: 'Configurar la verificación en dos pasos',
  },
  passwordReset: {
    subject: 'Elija una nueva contraseña para Usher',
    heading: 'Elija una nueva contraseña',
    forgotten: 'alguien, muy probablemente usted, ha indicado que ha olvidado la contraseña de su cuenta de Usher.',
    until: ({ until }) => `El enlace funciona una sola vez, hasta el ${until}. `
      + 'Si no ha sido usted, no haga nada: su contraseña sigue siendo la misma.',
    choose: 'Elegir una nueva contraseña',
  },
  emailChange: {
    subject: 'Confirme su nueva dirección de correo',
    asked: 'usted pidió que el correo de su cuenta de Usher llegue a esta dirección.',
    until: ({ until }) =>
      `El enlace funciona una sola vez, hasta el ${until}. Si no fue usted, no haga nada: nada cambia.`,
    confirm: 'Confirmar esta dirección',
  },
  securityNotice: {
    subject: 'Seguridad de su cuenta de Usher',
    anyDevice: 'un dispositivo que no se identificó',
    heading: {
      newDevice: 'Inicio de sesión en un dispositivo nuevo',
      passwordChanged: 'Su contraseña ha cambiado',
      emailChangeRequested: 'Se ha pedido otra dirección de correo',
      emailChanged: 'Su dirección de correo ha cambiado',
      twoFactorEnabled: 'La verificación en dos pasos está activada',
      twoFactorDisabled: 'La verificación en dos pasos está desactivada',
      backupCodesRenewed: 'Se han creado nuevos códigos de respaldo',
      twoFactorReset: 'Se ha restablecido la verificación en dos pasos',
    },
    happened: {
      newDevice: 'alguien ha iniciado sesión en su cuenta de Usher desde un dispositivo que no se había usado antes.',
      passwordChanged: 'la contraseña de su cuenta de Usher ha cambiado. Todas las demás sesiones han terminado.',
      emailChangeRequested: 'alguien con sesión iniciada en su cuenta de Usher ha pedido que el correo vaya a otra dirección. Solo cambia cuando se usa el enlace enviado a esa dirección.',
      emailChanged: 'el correo de su cuenta de Usher va desde ahora a otra dirección.',
      twoFactorEnabled: 'se ha activado la verificación en dos pasos en su cuenta de Usher: al iniciar sesión se pide también un código de su dispositivo.',
      twoFactorDisabled: 'se ha desactivado la verificación en dos pasos en su cuenta de Usher: desde ahora basta la contraseña. Todas las demás sesiones han terminado.',
      backupCodesRenewed: 'se han creado nuevos códigos de respaldo para su cuenta de Usher. Los anteriores ya no funcionan y todas las demás sesiones han terminado.',
      twoFactorReset: 'el equipo de soporte ha restablecido la verificación en dos pasos de su cuenta de Usher. Todas las sesiones han terminado. Inicie sesión con su contraseña y configúrela de nuevo.',
    },
    whenAndWhere: ({ at, device }) => `Fue el ${at}, desde ${device}. Si fue usted, no tiene que hacer nada.`,
    notMeHelp: ({ until }) =>
      `Si no lo fue, díganoslo: todas las sesiones terminan al instante, la contraseña deja de funcionar y le enviamos un enlace para elegir otra. El enlace funciona una sola vez, hasta el ${until}.`,
    notMe: 'No fui yo',
  },
};
