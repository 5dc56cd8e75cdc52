import type { MailMessage, MailTransport } from './mail-transport';
import { type SendGridOptions, sendGridTransport } from './sendgrid-transport';
import { smtpTransport } from './smtp-transport';

export interface TransportOptions {
  sendGrid: SendGridOptions | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** Where mail is caught when neither is configured. */
  store: (message: MailMessage) => Promise<void>;
}

/** With both set SendGrid wins; with neither, mail is caught. */
export function chooseTransport({ sendGrid, smtpUrl, mailFrom, store }: TransportOptions): MailTransport {
  if (sendGrid) return sendGridTransport(sendGrid, mailFrom);
  if (smtpUrl) return smtpTransport(smtpUrl, mailFrom);
  return {
    async send(message) {
      await store(message);
      return { outcome: 'sent', reply: 'caught in the local mailbox' };
    },
    close: async () => undefined,
  };
}
