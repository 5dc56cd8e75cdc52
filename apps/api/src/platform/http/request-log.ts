import type { FastifyInstance, FastifyRequest } from 'fastify';

const PROBES = new Set(['/healthz', '/readyz', '/metrics']);
const FIRST_SEGMENT = /^\/[a-z-]{0,30}(?=\/|$)/;

/** The route, or of a page's address the first part only: mailed links carry their token in the path (INV-14). */
export function routeLabel({ routeOptions, url }: Pick<FastifyRequest, 'routeOptions' | 'url'>): string {
  const route = routeOptions?.url;
  if (route?.startsWith('/assets/')) return '/assets/*';
  if (route !== undefined) return route;
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const first = FIRST_SEGMENT.exec(path)?.[0];
  return first === path ? path : `${first ?? '/'}…`;
}

export const pathInLog = (request: FastifyRequest) => ({ method: request.method, path: routeLabel(request) });

/** One line for each request: no query, no token, no header, no body. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, path } = pathInLog(request);
    const line = { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (PROBES.has(path)) request.log.debug(line, 'request');
    else request.log.info(line, 'request');
  });
}
