export interface MailMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * `temporary` is worth another try: the server is busy or out of reach. `misconfigured` too, but somebody must see to it
 * first: the server refuses us, not the recipient. `bounced` is the final no of the recipient's side to this address,
 * `refused` one to this mail that tells nothing of the address.
 */
export interface SendResult {
  outcome: 'sent' | 'temporary' | 'misconfigured' | 'bounced' | 'refused';
  reply: string;
  /** How long the server asks to be left alone. */
  retryAfterSeconds?: number;
  /** Under which the provider knows the mail. */
  providerId?: string;
}

/**
 * What sending a mail came to. `held`: nothing is sent to this address any more. `keyless`: this process lacks the key of
 * its link, and another may have it.
 */
export type MailOutcome = SendResult | Pick<SendResult, 'reply' | 'retryAfterSeconds' | 'providerId'> & { outcome: 'held' | 'keyless' };

export interface MailTransport {
  send(message: MailMessage): Promise<SendResult>;
  close(): Promise<void>;
}
