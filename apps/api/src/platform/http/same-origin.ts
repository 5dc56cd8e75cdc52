import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { forwardingHeaderIn } from './forwarding';
import { HttpFault } from './http-fault';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For routes whose callers prove themselves otherwise, such as a signed webhook (ACC-4). */
    acceptsForeignOrigin?: boolean;
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Opened under another loopback name than PUBLIC_URL's. With a proxy between, the Host header proves nothing. */
function isOwnLoopbackOrigin(origin: string, headers: IncomingHttpHeaders): boolean {
  if (!URL.canParse(origin) || forwardingHeaderIn(headers)) return false;
  const { host, hostname, protocol } = new URL(origin);
  return protocol === 'http:' && host === headers.host && LOOPBACK_NAMES.has(hostname);
}

/** Browsers say where a request comes from; programs send neither header and pass. */
export function isForeign(headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  return origin !== undefined && origin !== publicOrigin && !isOwnLoopbackOrigin(origin, headers);
}

const isJson = (contentType: string | undefined) => /^application\/json\s*(;|$)/i.test(contentType ?? '');

function check(request: FastifyRequest, publicOrigin: string): void {
  const { method, headers, routeOptions } = request;
  if (READING.has(method) || routeOptions.config?.acceptsForeignOrigin) return;
  if (isForeign(headers, publicOrigin)) throw new HttpFault(403, 'Requests from other sites are refused.');
  if (method !== 'POST' && method !== 'PUT') {
    throw new HttpFault(405, 'Only GET, POST and PUT are accepted.', { allow: 'GET, HEAD, POST, PUT' });
  }
  if (method === 'POST' && !isJson(headers['content-type'])) {
    throw new HttpFault(415, 'A POST must have the content type application/json.');
  }
}

/** ACC-4, for every route at once: what changes something is a PUT or a POST of JSON, and comes from no other site. */
export function refuseForeignRequests(fastify: FastifyInstance, publicUrl: string): void {
  const { origin } = new URL(publicUrl);
  fastify.addHook('onRequest', async (request) => check(request, origin));
}
