import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { AuditChannel } from './access/channel';
import { RequestContext } from './access/context';
import { holdsStill, keptStanding, type KeptStanding } from './access/kept-standing';
import { bearerIn, noCookies } from './api-keys/api-key-recognition.service';
import { bulkDownloadRoute } from './bulk-download/bulk-download.route';
import { bulkUploadRoutes } from './bulk-upload/bulk-upload.route';
import { usherDatabase } from './database';
import { historyRoute } from './history/history.route';
import { sendGridRoute } from './mail-delivery/sendgrid.route';
import { type Clock, systemClock } from './platform/clock';
import type { Config } from './platform/config';
import { oneAtATime } from './platform/database/one-at-a-time';
import { ReplicaReads } from './platform/database/replica-reads';
import { CostBudget } from './platform/graphql/cost-budget';
import { createGraphQLServer } from './platform/graphql/server';
import { createHttpServer } from './platform/http/http-server';
import { createLogger, type Logger } from './platform/http/logger';
import { createMetrics, gaugeStreams } from './platform/http/metrics';
import { TransactionGuard } from './platform/idempotency/guarded-transaction';
import { neverStoredOf } from './platform/idempotency/never-stored';
import { JobQueue } from './platform/jobs/job-queue';
import { reportMail } from './platform/mail/report-mail';
import { mailboxRoute } from './platform/mail/mailbox.route';
import { clientOf } from './platform/throttle/client-address';
import { queues } from './queues';
import { createSchema } from './schema';
import { createServices, type Services } from './services';
import { cookieJar } from './sign-in/session-cookies.route';

const PAGES = join(__dirname, '../../../web/dist');
const WEB_CLIENT = 'usher-web';

export interface Usher {
  config: Config;
  database: DataSource;
  services: Services;
  schema: GraphQLSchema;
  logger: Logger;
  /** Serves requests; without it Usher only works on jobs. */
  listen(): Promise<FastifyInstance>;
  work(): Promise<void>;
  stop(): Promise<void>;
}

export interface UsherOptions {
  logger?: Logger;
  clock?: Clock;
}

/** The person or API key whose Idempotency-Keys and budget of costs these are; null for nobody in particular. */
function scopeOf({ actor }: RequestContext): string | null {
  if (actor.kind === 'anonymous') return null;
  return actor.kind === 'api-key' ? actor.apiKeyId : actor.webUserId;
}

/** Puts Usher together on a database: migrated, with its queue started. */
export async function createUsher(
  config: Config, url: string,
  { logger = createLogger(), clock = systemClock(config.timeOffsetSeconds) }: UsherOptions = {},
): Promise<Usher> {
  const database = await usherDatabase(url).initialize();
  const jobs = new JobQueue(url, (error) => logger.error({ err: error }, 'job queue'));
  await oneAtATime(url, async () => {
    await database.runMigrations();
    await jobs.start(queues);
  });
  const metrics = createMetrics();
  const reads = new ReplicaReads(database, config.databaseReplicaUrls, (error) => logger.warn({ err: error }, 'replica'));
  const services = createServices({
    config, database, reads, jobs, clock, reportMail: reportMail(logger, metrics),
    onPeriodicError: (error, name) => logger.error({ err: error, periodic: name }, 'periodic work'),
    onWorkerFault: (error) => logger.error({ err: error }, 'worker'),
  });
  gaugeStreams(metrics, () => services.openStreams.size);
  const hasMailbox = !config.production && !config.sendGrid && !config.smtpUrl;
  const schema = createSchema(services, {
    name: 'Usher', supportContact: config.supportContact, termsUrl: config.termsUrl, termsVersion: config.termsVersion,
    mailbox: hasMailbox,
  });
  const secure = config.publicUrl.startsWith('https:');
  let fastify: FastifyInstance | undefined;

  async function contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    const userAgent = request.headers['user-agent'] ?? null;
    const client = clientOf(request.ip);
    const bearer = bearerIn(request.headers.authorization);
    if (bearer !== null) return new RequestContext(await services.keyRecognition.recognize(bearer, userAgent), noCookies, client);
    const isWeb = request.headers['apollographql-client-name'] === WEB_CLIENT;
    const channel = isWeb ? AuditChannel.WEB : AuditChannel.API;
    const cookies = cookieJar(request, reply, secure);
    return new RequestContext(await services.sessions.recognize(cookies, { channel, userAgent }), cookies, client);
  }

  /** A stream's answer sets no cookies. */
  async function contextOfStream({ headers, cookies, ip }: FastifyRequest): Promise<RequestContext> {
    const userAgent = headers['user-agent'] ?? null;
    const bearer = bearerIn(headers.authorization);
    const actor = bearer !== null ? await services.keyRecognition.recognize(bearer, userAgent)
      : await services.sessions.recognizeOnly({ get: (name) => cookies[name] }, { channel: AuditChannel.API, userAgent });
    return new RequestContext(actor, noCookies, clientOf(ip));
  }

  return {
    config, database, services, schema, logger,
    listen: async () => {
      fastify = await createHttpServer({
        publicUrl: config.publicUrl, trustProxy: config.trustProxy, logger, metrics, metricsToken: config.metricsToken,
        checks: { database: () => database.query('SELECT 1'), queue: () => jobs.isReady() },
        schemaText: config.introspection ? printSchema(schema) : null, pages: PAGES,
      });
      await createGraphQLServer({
        schema, fastify, introspection: config.introspection, logger, metrics, context: contextOf,
        spending: { budget: new CostBudget(clock, config.costPerMinute), spenderOf: scopeOf },
        streams: { context: contextOfStream, end: () => services.openStreams.endAll() },
        idempotency: {
          guard: new TransactionGuard(database), clock, scopeOf, neverStored: neverStoredOf(schema),
          standingOf: ({ actor }) => keptStanding(actor), holdsStill: ({ actor }, then) => holdsStill(actor, then as KeptStanding),
        },
      });
      await sendGridRoute(fastify, services.sendGridEvents, clock, config.sendGridWebhookKey);
      bulkDownloadRoute(fastify, services.bulkDownloads, contextOf);
      historyRoute(fastify, services.history, contextOf);
      bulkUploadRoutes(fastify, { files: services.uploadFiles, results: services.resultFiles, contextOf });
      if (hasMailbox) mailboxRoute(fastify, services.mailbox);
      await fastify.listen({ host: config.host, port: config.port });
      return fastify;
    },
    work: async () => {
      services.webhookSender.start();
      await services.mail.start();
      await services.downloadMaker.start();
      services.periodic.start();
      await services.checkJob.start();
      await services.applyJob.start();
    },
    stop: async () => {
      services.mail.stop();
      await fastify?.close();
      await services.changeFeed.stop();
      await services.webhookSender.stop();
      await services.periodic.stop();
      await jobs.stop();
      await services.transport.close();
      await reads.close();
      await database.destroy();
    },
  };
}
