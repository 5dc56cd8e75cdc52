import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** As `SENDGRID_WEBHOOK_PUBLIC_KEY` takes it. */
export const PROVIDER_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** Tells Usher what became of a mail, as SendGrid does: a signed batch, each event under an id of its own. */
export async function tell(url: string, messageId: string, ...events: ('delivered' | 'bounce')[]): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const batch = events.map((event) => ({
    event, sg_event_id: randomUUID(), timestamp: Number(timestamp), 'smtp-id': messageId, reason: '550 no such user',
  }));
  const body = JSON.stringify(batch);
  const response = await fetch(`${url}/webhooks/sendgrid`, {
    method: 'POST', body,
    headers: {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), keys.privateKey).toString('base64'),
    },
  });
  if (!response.ok) throw new Error(`The events were answered with ${response.status}.`);
}
