import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

const MESSAGE_ID = /^message-id:\s*<([^@>]+)@/im;

/** A real SMTP server that notes the id of each mail at the moment it says yes to it. */
export class SmtpSink {
  readonly arrived: string[] = [];
  /** Told after each yes. */
  onArrival: (count: number) => void = () => undefined;
  private readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      maxClients: 200,
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          this.arrived.push(MESSAGE_ID.exec(Buffer.concat(parts).toString())?.[1] ?? 'no id');
          done();
          this.onArrival(this.arrived.length);
        });
      },
      ...options,
    });
    this.server.on('error', () => undefined); // a killed client resets its connections
  }

  async start(): Promise<string> {
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  async countConnections(): Promise<number> {
    return await new Promise((resolve) => this.server.server.getConnections((_error, count) => resolve(count)));
  }

  /** How often each mail arrived. */
  countsById(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const id of this.arrived) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
