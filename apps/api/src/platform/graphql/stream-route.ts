import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError, subscribe } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { HttpFault } from '../http/http-fault';
import type { ErrorMask } from './error-mask';
import type { RequestScope } from './request-scope';
import type { StreamScope } from './stream-scope';
import { readStreamRequest, type StreamRequestOptions } from './stream-request';

export interface StreamRouteOptions<Context> extends StreamRequestOptions<Context & RequestScope & StreamScope> {
  mask: ErrorMask;
  makeContext: (request: FastifyRequest, reply: FastifyReply) => Promise<Context & RequestScope>;
  /** Ends every stream, so that stopping waits for none. */
  endStreams: () => void;
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** Variables that do not fit are found by graphql-js, which gives no code. */
const isUnfit = ({ path, originalError, extensions }: GraphQLError) => !path && !originalError && !extensions.code;

/** Subscriptions as server-sent events, by the protocol of graphql-sse: one stream for one subscription. */
export function serveStreams<Context extends object>(
  fastify: FastifyInstance, { mask, makeContext, endStreams, ...options }: StreamRouteOptions<Context>,
): void {
  const shown = (errors: readonly GraphQLError[], requestId: string): ExecutionResult => {
    mask.belongs(errors, requestId);
    return {
      data: null,
      errors: errors.map((error) => {
        if (isUnfit(error)) error.extensions.code = 'BAD_USER_INPUT';
        return mask.format(error.toJSON(), error) as GraphQLError;
      }),
    };
  };

  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<ExecutionResult | Results> {
    const context = Object.assign(await makeContext(request, reply), { isBehind: () => reply.raw.writableLength > 0 });
    const asked = readStreamRequest(request.body, context, options);
    if ('length' in asked) return shown(asked, request.id);
    const begun = await subscribe(asked);
    return Symbol.asyncIterator in begun ? begun as Results : shown(begun.errors ?? [], request.id);
  }

  fastify.addHook('preClose', async () => endStreams());
  fastify.post('/graphql/stream', async (request, reply) => {
    if (request.headers.accept !== 'text/event-stream') {
      throw new HttpFault(406, 'Streams are sent as text/event-stream: say so in the Accept header.');
    }
    const begun = await begin(request, reply);
    // A proxy that collects what it passes on would hold events back.
    reply.header('x-accel-buffering', 'no');
    const handle = createHandler({ authenticate: () => null, onSubscribe: () => begun });
    try {
      await handle(request, reply);
    } catch (error) {
      request.log.error({ err: error }, 'A stream broke off.');
      reply.raw.destroy();
    } finally {
      if ('return' in begun) await begun.return();
    }
  });
}
