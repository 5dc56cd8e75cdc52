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
  response?: { body?: unknown; headers?: Record<string, unknown> };
}

const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/** Only a 400 or 413 is about this mail; a wrong key or sender is our own fault, all else passes. */
const OUTCOMES: Record<number | string, SendResult['outcome']> = {
  400: 'refused', 413: 'refused', 401: 'misconfigured', 403: 'misconfigured',
};

/** As RFC 9110 has it, a number of seconds or a moment. */
export function secondsToWait(header: unknown, now: number): number | undefined {
  const text = String(header ?? '').trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  return seconds > 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) : undefined;
}

function resultOf({ code = '', message, response }: SendGridFault): SendResult {
  const detail = response?.body === undefined ? '' : ` ${JSON.stringify(response.body).slice(0, 300)}`;
  return {
    outcome: OUTCOMES[code] ?? 'temporary', reply: `${code} ${message}${detail}`.trim(),
    retryAfterSeconds: secondsToWait(response?.headers?.['retry-after'], Date.now()),
  };
}

/** Their yes is a 202; another answer comes from somebody else, such as a proxy on the way. */
function resultOfAnswer(statusCode: number, headers: Record<string, unknown>): SendResult {
  if (statusCode !== 202) return { outcome: 'temporary', reply: `${statusCode} is not SendGrid's yes.` };
  const id = headers['x-message-id'];
  return { outcome: 'sent', reply: '202', ...(typeof id === 'string' && id !== '' && { providerId: id }) };
}

export function sendGridTransport({ apiKey, baseUrl }: SendGridOptions, mailFrom: string, timeoutMs = TIMEOUT_MS): MailTransport {
  const service = new MailService();
  service.setApiKey(apiKey);
  // The service hands its requests to a client of its own, which knows the base URL.
  const { client } = service as unknown as { client: { setDefaultRequest(key: string, value: unknown): void } };
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const { name, address } = parseSender(mailFrom);
  return {
    async send({ id, to, subject, text, html }: MailMessage): Promise<SendResult> {
      if (!isOneAddress(to)) return { outcome: 'refused', reply: 'Not one single address; nothing was sent.' };
      try {
        // Its own time-out begins anew with every byte of an answer: the mail could then be sent by another worker meanwhile.
        client.setDefaultRequest('signal', AbortSignal.timeout(timeoutMs));
        const [{ statusCode, headers }] = await service.send({
          from: { email: address, name }, to: { email: to }, subject, text, html, customArgs: { mailId: id },
          mailSettings: { bypassBounceManagement: { enable: true } },
          trackingSettings: { clickTracking: { enable: false }, openTracking: { enable: false } },
        });
        return resultOfAnswer(statusCode, headers as Record<string, unknown>);
      } catch (error) {
        return resultOf(error as SendGridFault);
      }
    },
    close: async () => undefined,
  };
}
