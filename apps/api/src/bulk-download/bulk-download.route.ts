import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../access/context';
import { type BulkDownloadService } from './bulk-download.service';
import { fileNameOf, mediaTypeOf } from './download-file';

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/** The file of a download, for its maker alone (DWN-2). */
export function bulkDownloadRoute(fastify: FastifyInstance, service: BulkDownloadService, contextOf: ContextOf): void {
  fastify.get<{ Params: { id: string } }>('/api/bulk-downloads/:id/:name', async (request, reply) => {
    const refuse = (status: number, message: string) => reply.code(status).type('text/plain').send(message);
    const { actor } = await contextOf(request, reply);
    if (actor.kind === 'anonymous') return await refuse(401, 'Please sign in first.');
    const download = await service.find(actor, request.params.id);
    if (!download) return await refuse(404, 'This does not exist, or you cannot see it.');
    if (service.hasLapsed(download)) return await refuse(410, 'Files are kept 24 hours. Make a new download.');
    if (!service.canGet(actor, download)) return await refuse(404, 'This file is not there, or you may not see all of it any more. Make a new download.');
    return await reply.type(mediaTypeOf(download)).header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${fileNameOf(download)}"`).send(Readable.from(service.file(download)));
  });
}
