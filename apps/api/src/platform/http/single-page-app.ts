import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Whether it is a browser that opens an address, or a program that asks. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && !url.startsWith('/assets/') && (headers.accept ?? '').includes('text/html');
}

const notFound = (request: FastifyRequest, reply: FastifyReply) =>
  reply.code(404).send({ message: 'There is nothing at this address.', requestId: request.id });

/** Serves the built pages. Any other address a browser opens gets index.html, which shows what is or is not there. */
export async function servePages(fastify: FastifyInstance, root: string | null): Promise<void> {
  if (root === null) {
    fastify.setNotFoundHandler(notFound);
    return;
  }
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The build names what lies in assets/ after its content.
      void reply.header('cache-control', path.includes('/assets/') ? FOR_EVER : 'no-cache');
    },
  });
  fastify.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? reply.sendFile('index.html') : notFound(request, reply));
}
