import { setTimeout as sleep } from 'node:timers/promises';
import { MailboxMessage } from '../src/platform/mail/mailbox-message.entity';
import type { TestUsher } from './usher';

const PATIENCE_MS = 10_000;

/** The mail that reached an address, newest first; waits until there are so many. */
export async function mailTo({ usher }: TestUsher, recipient: string, count = 1): Promise<MailboxMessage[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await usher.database.manager.find(MailboxMessage, { where: { recipient }, order: { at: 'DESC' } });
    if (found.length >= count) return found;
    if (Date.now() > deadline) throw new Error(`Only ${found.length} of ${count} mails reached ${recipient}.`);
    await sleep(50);
  }
}

/** The token of a mailed link. */
export function tokenIn({ text }: Pick<MailboxMessage, 'text'>, path: string): string {
  const [, token] = new RegExp(`/${path}/([\\w-]+)`).exec(text) ?? [];
  if (!token) throw new Error(`No link to /${path}/… in:\n${text}`);
  return token;
}
