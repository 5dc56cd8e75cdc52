import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { forwardingHeaderIn } from './forwarding';
import { HttpFault } from './http-fault';
import { routeLabel } from './request-log';

export interface Metrics {
  registry: Registry;
  httpRequests: Histogram<'method' | 'route' | 'status'>;
  graphqlOperations: Counter<'type' | 'outcome'>;
  mailAttempts: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpRequests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time until the answer was sent.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    graphqlOperations: new Counter({
      name: 'graphql_operations_total',
      help: 'GraphQL operations, by type and by the code of their first error.',
      labelNames: ['type', 'outcome'],
      registers: [registry],
    }),
    mailAttempts: new Counter({
      name: 'mail_attempts_total',
      help: 'Attempts to send a mail, by what came of them; misconfigured (the mail server refuses us) and keyless (ENCRYPTION_KEY lacks a key) are alarms.',
      labelNames: ['outcome'],
      registers: [registry],
    }),
  };
}

/** Streams that are open at this process. */
export function gaugeStreams({ registry }: Metrics, count: () => number): void {
  const gauge: Gauge = new Gauge({
    name: 'graphql_streams', help: 'Streams that are open.', registers: [registry], collect: () => gauge.set(count()),
  });
}

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.|^::1$/;
const digest = (value: string) => createHash('sha256').update(value).digest();

function mayRead({ socket, headers }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
  return LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && !forwardingHeaderIn(headers);
}

export function serveMetrics(fastify: FastifyInstance, metrics: Metrics, token: string | null): void {
  const { registry, httpRequests } = metrics;
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url === undefined ? 'page' : routeLabel(request);
    httpRequests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  fastify.get('/metrics', async (request, reply) => {
    if (!mayRead(request, token)) {
      if (token !== null) throw new HttpFault(401, 'A token is needed.', { 'www-authenticate': 'Bearer' });
      throw new HttpFault(403, 'Without METRICS_TOKEN, metrics are shown to this machine only.');
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
