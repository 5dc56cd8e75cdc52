import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const PATIENCE_MS = 15_000;

/** A real SMTP server that keeps what it is handed. */
export class Inbox {
  private readonly mails: { recipients: string[]; mail: ParsedMail }[] = [];
  private readonly refused = new Set<string>();
  private readonly refusals: string[] = [];
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (!this.refused.has(address)) return done();
      this.refusals.push(address);
      return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
    },
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream).then((mail) => {
        this.mails.push({ recipients, mail });
        done();
      }, done);
    },
  });

  async start(): Promise<string> {
    this.server.on('error', () => undefined); // a killed client resets its connections
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** From now on mail to an address bounces, or no longer does. */
  setRefused(address: string, isRefused: boolean): void {
    if (isRefused) this.refused.add(address);
    else this.refused.delete(address);
  }

  countRefused(address: string): number {
    return this.refusals.filter((one) => one === address).length;
  }

  countTo(address: string): number {
    return this.mails.filter(({ recipients }) => recipients.includes(address)).length;
  }

  /** The newest mail to an address; waits until there are so many. */
  async mailTo(address: string, count = 1): Promise<ParsedMail> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.mails.filter(({ recipients }) => recipients.includes(address));
      const newest = found.at(-1);
      if (newest && found.length >= count) return newest.mail;
      if (Date.now() > deadline) throw new Error(`Only ${found.length} of ${count} mails reached ${address}.`);
      await sleep(50);
    }
  }

  /** The path of the newest such link mailed to an address, of so many; other mail may come between. */
  async linkTo(
    address: string, part: 'invitations' | 'reset-password' | 'not-me' | 'confirm-email', count = 1,
  ): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    const link = new RegExp(`/${part}/[\\w-]+`);
    for (;;) {
      const found = this.mails.filter(({ recipients }) => recipients.includes(address))
        .map(({ mail }) => link.exec(mail.text ?? '')?.[0]).filter((path) => path !== undefined);
      const newest = found.at(-1);
      if (newest && found.length >= count) return newest;
      if (Date.now() > deadline) throw new Error(`Only ${found.length} of ${count} links to /${part} reached ${address}.`);
      await sleep(50);
    }
  }
}
