import type { ConnectionUrlOptions } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export type SmtpOptions = ConnectionUrlOptions & ConstructorParameters<typeof SMTPConnection>[0];

type Done<T> = (error?: Error | null, value?: T) => void;

const MOST_MAILS = 100;

/**
 * One connection to the mail server with at most one mail on it. Whatever fails or takes too long ends it for good: a
 * mail that was given up can then not leave after all.
 */
export class SmtpLine {
  private readonly connection: InstanceType<typeof SMTPConnection>;
  private mails = 0;
  private isOpen = true;
  private fail: (error: Error) => void = () => undefined;

  constructor(private readonly options: SmtpOptions, private readonly onEnd: (line: SmtpLine) => void) {
    this.connection = new SMTPConnection(options);
    this.connection.on('error', (error: Error) => this.end(error));
    this.connection.on('end', () => this.end(new Error('The mail server closed the connection.')));
  }

  /** Whether another mail may go over it. */
  get isReusable(): boolean {
    return this.isOpen && this.mails < MOST_MAILS;
  }

  async open(): Promise<void> {
    await this.step<void>((done) => this.connection.connect(done));
    const { auth } = this.options;
    if (auth && this.connection.allowsAuth) await this.step<boolean>((done) => this.connection.login(auth, done));
  }

  /** Answers with the server's reply to the end of the data. */
  async send(from: string, to: string, raw: Buffer): Promise<string> {
    this.mails += 1;
    const info = await this.step<{ response?: string }>(
      (done) => this.connection.send({ from, to: [to], size: raw.length }, raw, done));
    return info?.response ?? '';
  }

  quit(): void {
    if (this.isOpen) this.connection.quit();
  }

  end(reason: Error): void {
    this.fail(reason);
    if (!this.isOpen) return;
    this.isOpen = false;
    this.connection.close();
    this.onEnd(this);
  }

  private async step<T>(start: (done: Done<T>) => void): Promise<T | undefined> {
    return await new Promise((resolve, reject) => {
      this.fail = reject;
      start((error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  }
}
