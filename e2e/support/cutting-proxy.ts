import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PASSED_ON = ['authorization', 'content-type', 'idempotency-key'];

/** Stands before a server, which may be replaced, and can lose the answers of what was done. */
export class CuttingProxy {
  isCutting = false;
  lost = 0;
  private readonly server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const headers = PASSED_ON.map((name): [string, string] => [name, String(request.headers[name] ?? '')]).filter(([, value]) => value);
      fetch(new URL(request.url ?? '/', this.target), { method: request.method, headers, body: Buffer.concat(pieces) })
        .then(async (answer) => {
          const text = await answer.text();
          if (!this.isCutting) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
          else {
            this.lost += 1;
            response.destroy();
          }
        })
        .catch(() => response.destroy());
    });
  });

  constructor(public target: string) {}

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
