import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

export function forwardingHeaderIn(headers: IncomingHttpHeaders): string | undefined {
  return FORWARDING_HEADERS.find((name) => headers[name] !== undefined);
}

/** Behind a proxy that is not configured every client has the proxy's address, and limits hit all of them. */
export function warnOfUntrustedProxy(fastify: FastifyInstance): void {
  let warned = false;
  fastify.addHook('onRequest', async ({ headers, log }) => {
    const header = warned ? undefined : forwardingHeaderIn(headers);
    if (!header) return;
    warned = true;
    log.warn({ header }, 'A forwarding header arrived while TRUST_PROXY is off: it is ignored.');
  });
}
