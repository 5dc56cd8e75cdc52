import sendGridMail from '@sendgrid/mail';
import { isOneAddress, parseSender } from './one-address';
import type { MailMessage, MailTransport, SendResult } from './mail-transport';

/** The package exports one ready-made service; each transport has its own, with its own key. */
const MailService = sendGridMail.constructor as new () => typeof sendGridMail;
const TIMEOUT_MS = 18_000;

export interface SendGridOptions {
  apiKey: string;
  baseUrl: string | null;
}

interface SendGridFault extends Error {
  code?: number | string;
  response?: { body?: unknown };
}

/** Only a 400 or 413 is about this mail; a wrong key, a limit or a fault of theirs is tried again. */
function resultOf(fault: SendGridFault): SendResult {
  const isFinal = fault.code === 400 || fault.code === 413;
  const detail = fault.response?.body === undefined ? '' : ` ${JSON.stringify(fault.response.body).slice(0, 300)}`;
  return { outcome: isFinal ? 'refused' : 'temporary', reply: `${fault.code ?? ''} ${fault.message}${detail}`.trim() };
}

export function sendGridTransport({ apiKey, baseUrl }: SendGridOptions, mailFrom: string): MailTransport {
  const service = new MailService();
  service.setApiKey(apiKey);
  service.setTimeout(TIMEOUT_MS);
  // The service hands its requests to a client of its own, which knows the base URL.
  const { client } = service as unknown as { client: { setDefaultRequest(key: string, value: string): void } };
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const { name, address } = parseSender(mailFrom);
  return {
    async send({ id, to, subject, text, html }: MailMessage): Promise<SendResult> {
      if (!isOneAddress(to)) return { outcome: 'refused', reply: 'Not one single address; nothing was sent.' };
      try {
        const [{ statusCode }] = await service.send({
          from: { email: address, name }, to: { email: to }, subject, text, html, customArgs: { mailId: id },
          mailSettings: { bypassBounceManagement: { enable: true } },
          trackingSettings: { clickTracking: { enable: false }, openTracking: { enable: false } },
        });
        return { outcome: 'sent', reply: String(statusCode) };
      } catch (error) {
        return resultOf(error as SendGridFault);
      }
    },
    close: async () => undefined,
  };
}
