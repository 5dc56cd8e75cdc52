import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import createFastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { answerFaults, answerUnreadableAddress } from './fault-answers';
import { warnOfUntrustedProxy } from './forwarding';
import type { Logger } from './logger';
import { type Metrics, serveMetrics } from './metrics';
import { type ReadinessChecks, serveProbes } from './probes';
import { logRequests } from './request-log';
import { refuseForeignRequests } from './same-origin';
import { sendSecurityHeaders } from './security-headers';
import { servePages } from './single-page-app';

export interface HttpServerOptions {
  publicUrl: string;
  /** How many proxies stand before it, or their networks as a comma-separated list; false when there is none. */
  trustProxy: number | string | false;
  logger: Logger;
  metrics: Metrics;
  metricsToken: string | null;
  checks: ReadinessChecks;
  /** SDL served at /schema.graphql; null hides it. */
  schemaText: string | null;
  /** The folder of the built web app; null serves none. */
  pages: string | null;
}

const BODY_LIMIT = 1024 * 1024;
const CLOSING_PATIENCE = 5000;

/** Lets connections go as they fall idle, and ends the rest after a while, so that one slow client holds up nothing. */
function closeInTime(fastify: FastifyInstance): void {
  let sweeping: NodeJS.Timeout | undefined;
  fastify.addHook('preClose', async () => {
    const deadline = Date.now() + CLOSING_PATIENCE;
    sweeping = setInterval(() => {
      if (Date.now() < deadline) fastify.server.closeIdleConnections();
      else fastify.server.closeAllConnections();
    }, 50);
  });
  fastify.addHook('onClose', async () => clearInterval(sweeping));
}

/** A server with everything that is the same for all features; they add their routes before it listens. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { publicUrl, trustProxy, logger, metrics, metricsToken, checks, schemaText, pages } = options;
  const loggerInstance: FastifyBaseLogger = logger;
  const fastify = createFastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    bodyLimit: BODY_LIMIT,
    connectionTimeout: 60_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadableAddress,
  });

  closeInTime(fastify);
  logRequests(fastify);
  await sendSecurityHeaders(fastify, publicUrl);
  fastify.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  if (trustProxy === false) warnOfUntrustedProxy(fastify);
  answerFaults(fastify);
  refuseForeignRequests(fastify, publicUrl);
  await fastify.register(cookie);

  serveProbes(fastify, checks);
  serveMetrics(fastify, metrics, metricsToken);
  if (schemaText !== null) {
    fastify.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(schemaText));
  }
  await servePages(fastify, pages);
  return fastify;
}
