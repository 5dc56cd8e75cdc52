import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

const PATIENCE_MS = 10_000;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks on this machine, which answers as it is told to. */
export class Receiver {
  readonly received: Received[] = [];
  status = 204;
  location: string | null = null;
  private server!: Server;

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
        response.writeHead(receiver.status, receiver.location ? { location: receiver.location } : {}).end();
      });
    });
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/usher`;
  }

  /** What was received, as its owner reads it after checking the signature; waits until there is so much. */
  async verified(secret: string, count = 1): Promise<{ type: string; data: Record<string, Record<string, unknown>> }[]> {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.received.length < count) {
      if (Date.now() > deadline) throw new Error(`Only ${this.received.length} of ${count} deliveries came.`);
      await sleep(20);
    }
    return this.received.map(({ headers, body }) =>
      new Webhook(secret).verify(body, headers as Record<string, string>) as never);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
