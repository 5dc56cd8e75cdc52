import { Client } from 'pg';

/** What Usher sends to its database meanwhile, in order; the queue's own look-ups left out. */
export async function countStatements(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  Client.prototype.query = function spied(this: Client & { connectionParameters?: { application_name?: string } }, ...args: unknown[]) {
    const [first] = args as [string | { text: string }];
    if (this.connectionParameters?.application_name === 'usher') sent.push(typeof first === 'string' ? first : first.text);
    return query.apply(this, args);
  } as typeof Client.prototype.query;
  try {
    await work();
  } finally {
    Client.prototype.query = query as typeof Client.prototype.query;
  }
  return sent;
}
