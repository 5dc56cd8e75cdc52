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

/** The token of the newest mailed link of a kind, of so many; other mail may come between. */
export async function tokenTo({ usher }: TestUsher, recipient: string, path: string, count = 1): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const all = await usher.database.manager.find(MailboxMessage, { where: { recipient }, order: { at: 'DESC' } });
    const found = all.filter(({ text }) => text.includes(`/${path}/`));
    if (found[0] && found.length >= count) return tokenIn(found[0], path);
    if (Date.now() > deadline) throw new Error(`Only ${found.length} of ${count} links to /${path} reached ${recipient}.`);
    await sleep(50);
  }
}

/** The token of a mailed link. */
export function tokenIn({ text }: Pick<MailboxMessage, 'text'>, path: string): string {
  const [, token] = new RegExp(`/${path}/([\\w-]+)`).exec(text) ?? [];
  if (!token) throw new Error(`No link to /${path}/… in:\n${text}`);
  return token;
}
