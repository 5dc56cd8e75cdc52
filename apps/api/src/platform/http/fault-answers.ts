import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable, isUnreadableInput } from '../database/constraint-refusals';
import { statusOfFault, surprise, unreadableInput } from '../graphql/faults';
import { HttpFault } from './http-fault';

export interface FaultAnswer {
  status: number;
  message: string;
}

const UNAVAILABLE = 'The service cannot answer right now. Please try again shortly.';

function statusOf(error: unknown): number {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : (statusOfFault(error) ?? 500);
}

/** What may be said of an error outside of GraphQL's execution; anything unexpected is logged, and masked. */
export function faultAnswer(error: unknown, request: FastifyRequest, reply: FastifyReply): FaultAnswer {
  if (error instanceof HttpFault) reply.headers(error.headers);
  if (isUnreadableInput(error)) return { status: 400, message: unreadableInput().message };
  const status = statusOf(error);
  if (status < 500 && error instanceof Error) return { status, message: error.message };
  request.log.error({ err: error }, 'A request failed.');
  if (status === 503 || isDatabaseUnavailable(error)) return { status: 503, message: UNAVAILABLE };
  return { status: 500, message: surprise(request.id).message };
}

export function answerFaults(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error, request, reply) => {
    const { status, message } = faultAnswer(error, request, reply);
    // A file that breaks off before its first byte has said by then that it is one.
    return reply.removeHeader('content-disposition').type('application/json').code(status).send({ message, requestId: request.id });
  });
}

/** An address that cannot be decoded reaches no route and no hook. */
export function answerUnreadableAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(400).send({ message: 'This address cannot be read.', requestId: request.id });
}
