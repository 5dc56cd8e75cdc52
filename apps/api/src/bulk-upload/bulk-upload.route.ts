import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../access/context';
import { HttpFault } from '../platform/http/http-fault';
import { Refusal } from '../platform/refusal';
import { type ResultFileService } from './result-file.service';
import { type UploadFileService } from './upload-file.service';

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
type UploadRequest = { Params: { id: string } };

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, TWO_FACTOR_REQUIRED: 403, NOT_FOUND: 404, NOT_READY: 409, TOO_LARGE: 413, RATE_LIMITED: 429 };
/** Of these nobody reads the rest. */
const UNREAD = new Set([413, 429]);
const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A refusal or fault of a service, as HTTP says it. */
function httpFault(error: unknown): unknown {
  const code = error instanceof Refusal ? error.code : error instanceof GraphQLError && String(error.extensions.code);
  const status = code ? STATUS[code] : undefined;
  const retryAfter = error instanceof Refusal ? error.retryAfter : null;
  return status && error instanceof Error ? new HttpFault(status, error.message, {
    ...(UNREAD.has(status) && { connection: 'close' }), ...(retryAfter !== null && { 'retry-after': String(retryAfter) }),
  }) : error;
}

/** Where the file of an upload is PUT, and its result fetched, with the same session or key. */
export function bulkUploadRoutes(
  fastify: FastifyInstance, { files, results, contextOf }: { files: UploadFileService; results: ResultFileService; contextOf: ContextOf },
): void {
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.put<UploadRequest>('/api/bulk-uploads/:id/file', async (request, reply) => {
      try {
        const { actor } = await contextOf(request, reply);
        const size = request.headers['content-length'];
        await files.receive(actor, request.params.id, request.raw, size === undefined ? null : Number(size));
        return await reply.code(204).send();
      } catch (error) {
        throw httpFault(error);
      }
    });
  });

  fastify.get<UploadRequest>('/api/bulk-uploads/:id/result', async (request, reply) => {
    try {
      const { actor } = await contextOf(request, reply);
      const { file, format } = await results.open(actor, request.params.id);
      return await reply.type(MEDIA_TYPES[format]).header('content-disposition', `attachment; filename="upload-result.${format}"`).send(file);
    } catch (error) {
      throw httpFault(error);
    }
  });
}
