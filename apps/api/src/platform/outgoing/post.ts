import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ForbiddenNetwork, type OutgoingNetworks } from './outgoing-networks';

const MOST_READ_BYTES = 64 * 1024;

export interface OutgoingPost {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Ends it, wherever it stands. */
  signal: AbortSignal;
}

/** Read, so that the other side may finish, but not kept, and not for ever. */
async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const piece of response) {
    bytes += (piece as Buffer).length;
    if (bytes > MOST_READ_BYTES) break;
  }
}

/** Posts to a place that a tenant named, on a connection of its own; follows no redirect. Answers with the status. */
export async function postOutside(networks: OutgoingNetworks, { url, headers, body, signal }: OutgoingPost): Promise<number> {
  const target = new URL(url);
  if (!networks.mayName(target)) throw new ForbiddenNetwork('The address lies in a private network.');
  const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, {
    method: 'POST', agent: false, signal, lookup: networks.lookupFor(target),
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  // Once it has answered, how the connection ends is nobody's concern.
  request.on('error', () => undefined);
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await drain(response).catch(() => undefined);
  request.destroy();
  return response.statusCode ?? 0;
}
