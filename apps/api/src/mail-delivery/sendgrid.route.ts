import type { KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../platform/clock';
import { HttpFault } from '../platform/http/http-fault';
import { type SendGridEvents } from './sendgrid-events.service';
import { isSigned } from './sendgrid-signature';

const LARGEST_BATCH = 20 * 1024 * 1024;
const OLDEST_SECONDS = 10 * 60;
const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function eventsIn(body: Buffer): unknown[] {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Falls through to the refusal below.
  }
  throw new HttpFault(400, 'The body must be a JSON array of events.');
}

/** SendGrid's signed events, answered with a yes only once they are kept; without its key there is no such address. */
export async function sendGridRoute(
  fastify: FastifyInstance, events: SendGridEvents, clock: Clock, key: KeyObject | null,
): Promise<void> {
  if (!key) return;
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BATCH }, (_request, body, done) => done(null, body));
    scope.route({
      method: 'POST',
      url: '/webhooks/sendgrid',
      config: { acceptsForeignOrigin: true },
      bodyLimit: LARGEST_BATCH,
      // Before anything of a large body is read.
      onRequest: async (request) => {
        const age = clock.now().getTime() / 1000 - Number(header(request, TIMESTAMP));
        const isRecent = /^\d+$/.test(header(request, TIMESTAMP)) && Math.abs(age) <= OLDEST_SECONDS;
        if (!isRecent || header(request, SIGNATURE) === '') throw new HttpFault(403, 'These events are not signed, or too old.');
      },
      handler: async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        if (!isSigned(key, { timestamp: header(request, TIMESTAMP), signature: header(request, SIGNATURE), body })) {
          throw new HttpFault(403, 'These events are not signed with the key of SENDGRID_WEBHOOK_PUBLIC_KEY.');
        }
        const batch = eventsIn(body);
        const taken = await events.take(batch);
        request.log.info({ events: batch.length, taken }, 'SendGrid told of mails');
        return { events: batch.length, taken };
      },
    });
  });
}
