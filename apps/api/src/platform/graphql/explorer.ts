import type { FastifyReply } from 'fastify';

const NOTHING_TO_EXPLORE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Nothing to explore here</title>
  </head>
  <body style="max-width: 36rem; margin: 4rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; line-height: 1.5">
    <h1>Nothing to explore here</h1>
    <p>This is the address of the API, for programs. Whoever runs this server keeps the API's schema to themselves
      (<code>INTROSPECTION=off</code>), so GraphiQL is not offered. The API itself works as it always does.</p>
    <p>Ask whoever runs this server for the schema. <a href="/">Open the app</a></p>
  </body>
</html>
`;

/** What a browser gets that opens /graphql: GraphiQL, from the built pages, or why it is not there (API-5). */
export async function sendExplorer(reply: FastifyReply, introspection: boolean): Promise<FastifyReply> {
  const hasPages = reply.server.hasReplyDecorator('sendFile');
  if (introspection && hasPages) return await reply.sendFile('graphiql.html');
  if (introspection) return await reply.code(404).type('text/plain').send('The pages are not built.');
  return await reply.code(404).type('text/html; charset=utf-8').send(NOTHING_TO_EXPLORE);
}
