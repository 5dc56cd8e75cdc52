export interface CaughtMail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  at: string;
}

/** The mail that was caught instead of sent; null where mail is really sent. */
export async function caughtMail(): Promise<CaughtMail[] | null> {
  const response = await fetch('/mailbox', { headers: { accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error('The mailbox could not be read.');
  return ((await response.json()) as { messages: CaughtMail[] }).messages;
}
