import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isDatabaseUnavailable } from '../database/constraint-refusals';
import { faultAnswer } from '../http/fault-answers';
import type { TransactionGuard } from '../idempotency/guarded-transaction';
import { HttpFault } from '../http/http-fault';
import { wantsPage } from '../http/single-page-app';
import type { ErrorMask } from './error-mask';
import { sendExplorer } from './explorer';
import { documentTooComplex, serviceUnavailable, statusOfFault } from './faults';
import { isDeepDocument, isDeepValue } from './nesting';
import type { Spending } from './limit-plugin';
import type { RequestScope } from './request-scope';
import type { StreamRequestOptions } from './stream-request';
import { serveStreams } from './stream-route';

type MakeContext<Context> = (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;

/** A fault found before execution is the answer as a whole, so that HTTP names it too. */
function withStatus(error: unknown): unknown {
  const status = statusOfFault(error);
  return status && error instanceof GraphQLError ? new GraphQLError(error.message, { extensions: { http: { status }, ...error.extensions } }) : error;
}

const CODE: Record<number, string> = { 403: 'FORBIDDEN', 500: 'INTERNAL_SERVER_ERROR', 503: 'SERVICE_UNAVAILABLE' };

/** What never reached Apollo is answered in GraphQL's shape too. */
function answerInShape(scope: FastifyInstance): void {
  scope.setErrorHandler((error, request, reply) => {
    const known = error instanceof GraphQLError ? statusOfFault(error) : undefined;
    if (known && error instanceof GraphQLError) {
      return reply.code(known).send({ errors: [{ message: error.message, extensions: { code: error.extensions.code } }] });
    }
    const { status, message } = faultAnswer(error, request, reply);
    const code = CODE[status] ?? 'BAD_USER_INPUT';
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });
}

function contextMaker<Context extends object>(makeContext: MakeContext<Context>, mask: ErrorMask): MakeContext<Context & RequestScope> {
  return async (request, reply) => {
    try {
      const idempotencyKey = request.headers['idempotency-key']?.toString();
      return Object.assign(await makeContext(request, reply), { requestId: request.id, idempotencyKey });
    } catch (error) {
      mask.belongs([error], request.id);
      if (!isDatabaseUnavailable(error)) throw withStatus(error);
      request.log.error({ err: error }, 'The database is out of reach.');
      throw withStatus(serviceUnavailable());
    }
  };
}

export interface Streams<Context> {
  context: MakeContext<Context>;
  end: () => void;
}

interface Served<Context extends object> extends Omit<StreamRequestOptions<Context>, 'spending'> {
  apollo: ApolloServer<Context & RequestScope>;
  makeContext: MakeContext<Context>;
  mask: ErrorMask;
  guard?: TransactionGuard;
  spending?: Spending<Context>;
  streams?: Streams<Context>;
}

/** What no call stack bears is refused before anything walks it. */
function refuseDeep(scope: FastifyInstance): void {
  scope.addHook<{ Body?: { query?: unknown }; Querystring: { query?: unknown } }>('preHandler', async (request, reply) => {
    const document = request.body?.query ?? request.query.query;
    if (typeof document === 'string' && isDeepDocument(document)) {
      const { message, extensions: { code } } = documentTooComplex('The document is too complex: its brackets stand within each other too deep.');
      return await reply.code(400).send({ errors: [{ message, extensions: { code } }] });
    }
    if (isDeepValue(request.body)) throw new HttpFault(400, 'The lists and objects of this request stand within each other too deep.');
  });
}

export async function serveGraphQL<Context extends object>(
  fastify: FastifyInstance, { apollo, makeContext, mask, guard, streams, ...documents }: Served<Context>,
): Promise<void> {
  const context = contextMaker(makeContext, mask);
  await fastify.register(async (scope) => {
    answerInShape(scope);
    refuseDeep(scope);
    scope.addHook('onRequest', async ({ hostname }) => {
      // The integration makes a URL of it.
      if (!URL.canParse(`http://${hostname}/`)) throw new HttpFault(400, 'The Host header cannot be read.');
    });
    const answer = fastifyApolloHandler(apollo, { context });
    scope.route({
      method: ['GET', 'POST'], url: '/graphql',
      handler: async function handler(request, reply) {
        if (wantsPage(request)) return await sendExplorer(reply, documents.introspection);
        const work = async () => await answer.call(this, request, reply);
        return guard && request.headers['idempotency-key'] !== undefined ? await guard.around(work) : await work();
      },
    });
    if (streams) serveStreams(scope, { ...documents, mask, makeContext: contextMaker(streams.context, mask), endStreams: streams.end });
  });
}
