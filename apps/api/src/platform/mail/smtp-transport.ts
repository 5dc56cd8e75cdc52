import { createTransport } from 'nodemailer';
import { isOneAddress, parseSender } from './one-address';
import type { MailMessage, MailTransport, SendResult } from './mail-transport';

const CONNECT_MS = 5_000;
const SILENCE_MS = 8_000;
const WHOLE_SEND_MS = 18_000;
const CONNECTIONS = 5;

interface SmtpFault extends Error {
  responseCode?: number;
  response?: string;
  command?: string;
}

/** A 5xx to the recipient or to the mail itself is final; to anything else it is our own fault, and is tried again. */
function resultOf(fault: SmtpFault): SendResult {
  const reply = fault.response ?? fault.message;
  const isAboutMail = fault.command === 'RCPT TO' || fault.command === 'DATA';
  if ((fault.responseCode ?? 0) < 500) return { outcome: 'temporary', reply };
  return { outcome: isAboutMail ? 'bounced' : 'misconfigured', reply };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The mail server took too long.')), milliseconds);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

export function smtpTransport(smtpUrl: string, mailFrom: string): MailTransport {
  const from = parseSender(mailFrom);
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  const pool = createTransport({
    url: smtpUrl, pool: true, maxConnections: CONNECTIONS, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS, disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text, html }: MailMessage): Promise<SendResult> {
      if (!isOneAddress(to)) return { outcome: 'refused', reply: 'Not one single address; nothing was sent.' };
      try {
        const info = await within(WHOLE_SEND_MS, pool.sendMail({
          from, to: { name: '', address: to }, envelope: { from: from.address, to: [to] }, subject, text, html,
          messageId: `<${id}@${host}>`, headers: { 'Auto-Submitted': 'auto-generated' },
        }));
        return { outcome: 'sent', reply: info.response };
      } catch (error) {
        return resultOf(error as SmtpFault);
      }
    },
    async close() {
      pool.close();
    },
  };
}
