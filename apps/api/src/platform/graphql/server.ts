import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Logger } from '../http/logger';
import type { Metrics } from '../http/metrics';
import { guardRepeats, type Idempotency } from '../idempotency/idempotency-plugin';
import { DOCUMENT_LIMITS } from './document-limits';
import { ErrorMask } from './error-mask';
import { limitDocuments, type Spending } from './limit-plugin';
import type { RequestScope } from './request-scope';
import { serveGraphQL, type Streams } from './route';

export interface GraphQLServerOptions<Context extends object> {
  schema: GraphQLSchema;
  fastify: FastifyInstance;
  introspection: boolean;
  logger: Logger;
  metrics: Metrics;
  context: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
  idempotency?: Idempotency<Context>;
  spending?: Spending<Context>;
  streams?: Streams<Context>;
}

function observe({ graphqlOperations }: Metrics, mask: ErrorMask): ApolloServerPlugin<RequestScope> {
  return {
    requestDidStart: async ({ contextValue }) => ({
      didEncounterErrors: async ({ errors }) => mask.belongs(errors, contextValue.requestId),
      willSendResponse: async ({ operation, response: { body } }) => {
        const { errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
        const outcome = errors?.[0] ? String(errors[0].extensions?.code) : 'ok';
        graphqlOperations.inc({ type: operation?.operation ?? 'none', outcome });
      },
    }),
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
      requestContext.logger.error(`Request ${requestContext.contextValue.requestId}: ${error.name}`);
    },
  };
}

/** Starts Apollo and mounts it at /graphql. Closing the http server stops it. */
export async function createGraphQLServer<Context extends object>(
  { schema, fastify, introspection, logger, metrics, context, idempotency, spending, streams }: GraphQLServerOptions<Context>,
): Promise<ApolloServer<Context & RequestScope>> {
  const mask = new ErrorMask(logger, introspection);
  const apollo = new ApolloServer<Context & RequestScope>({
    schema,
    logger,
    // Switched off by a rule of graphql-js, whose message does not explain our set-up.
    introspection: true,
    validationRules: introspection ? [] : [NoSchemaIntrospectionCustomRule],
    validationOptions: { maxErrors: 10 },
    parseOptions: { maxTokens: DOCUMENT_LIMITS.tokens },
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: mask.format,
    plugins: [
      limitDocuments(schema, spending),
      ...(idempotency ? [guardRepeats(idempotency)] : []),
      observe(metrics, mask),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
  await apollo.start();
  fastify.addHook('onClose', () => apollo.stop());
  await serveGraphQL(fastify, {
    apollo, schema, introspection, spending, mask, makeContext: context, guard: idempotency?.guard, streams,
  });
  return apollo;
}
