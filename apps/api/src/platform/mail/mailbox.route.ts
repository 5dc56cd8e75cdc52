import type { FastifyInstance } from 'fastify';
import type { Mailbox } from './mailbox.repository';

/** Caught mail as JSON for programs; a browser is shown the page. Mounted only where no transport is configured. */
export function mailboxRoute(fastify: FastifyInstance, mailbox: Mailbox): void {
  fastify.get('/mailbox', async ({ headers }, reply) => {
    const wantsPage = headers.accept?.includes('text/html') ?? false;
    if (wantsPage && fastify.hasReplyDecorator('sendFile')) return await reply.sendFile('index.html');
    return await reply.send({ messages: await mailbox.newest() });
  });
}
