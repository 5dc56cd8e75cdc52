import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { isOneAddress, parseSender } from './one-address';
import type { MailMessage, MailTransport, SendResult } from './mail-transport';
import { SmtpLine, type SmtpOptions } from './smtp-line';

interface Patience {
  connectMs: number;
  /** Shorter than the lease of a job, so that no other worker sends what this one is still sending. */
  wholeSendMs: number;
}

const PATIENCE: Patience = { connectMs: 5_000, wholeSendMs: 18_000 };

interface SmtpFault extends Error {
  responseCode?: number;
  response?: string;
  command?: string;
  code?: string;
}

/**
 * EML-4: a 5xx to RCPT TO or to the end of the data is the recipient's side's; to anything else it is our own fault.
 * The library says EENVELOPE where DATA was refused before it began.
 */
function resultOf(fault: SmtpFault): SendResult {
  const { command, code, responseCode = 0, message } = fault;
  const reply = fault.response ?? message;
  if (responseCode < 500) return { outcome: 'temporary', reply };
  const isBounce = command === 'RCPT TO' || (command === 'DATA' && code === 'EMESSAGE');
  return { outcome: isBounce ? 'bounced' : 'misconfigured', reply };
}

/** Keeps the lines that are open, and hands each to one mail at a time. */
class SmtpLines {
  private readonly idle: SmtpLine[] = [];
  private readonly open = new Set<SmtpLine>();

  constructor(private readonly options: SmtpOptions) {}

  take(): { line: SmtpLine; ready: Promise<void> } {
    const kept = this.idle.pop();
    if (kept) return { line: kept, ready: Promise.resolve() };
    const line = new SmtpLine(this.options, (ended) => {
      this.open.delete(ended);
      const place = this.idle.indexOf(ended);
      if (place >= 0) this.idle.splice(place, 1);
    });
    this.open.add(line);
    return { line, ready: line.open() };
  }

  giveBack(line: SmtpLine): void {
    if (line.isReusable) this.idle.push(line);
    else line.quit();
  }

  close(): void {
    for (const line of this.idle) line.quit();
    for (const line of this.open) line.end(new Error('Usher is stopping.'));
  }
}

export function smtpTransport(smtpUrl: string, mailFrom: string, { connectMs, wholeSendMs } = PATIENCE): MailTransport {
  const from = parseSender(mailFrom);
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  const lines = new SmtpLines({
    ...parseConnectionUrl(smtpUrl), connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: wholeSendMs,
  });

  async function deliver(to: string, raw: Buffer): Promise<string> {
    const { line, ready } = lines.take();
    const timer = setTimeout(() => line.end(new Error('The mail server took too long.')), wholeSendMs);
    try {
      await ready;
      const reply = await line.send(from.address, to, raw);
      lines.giveBack(line);
      return reply;
    } catch (error) {
      line.end(error as Error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async send({ id, to, subject, text, html }: MailMessage): Promise<SendResult> {
      if (!isOneAddress(to)) return { outcome: 'refused', reply: 'Not one single address; nothing was sent.' };
      const raw = await new MailComposer({
        from, to: { name: '', address: to }, subject, text, html, messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true,
      }).compile().build();
      try {
        return { outcome: 'sent', reply: await deliver(to, raw) };
      } catch (error) {
        return resultOf(error as SmtpFault);
      }
    },
    async close() {
      lines.close();
    },
  };
}
