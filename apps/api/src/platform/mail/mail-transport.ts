export interface MailMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * `temporary` is worth another try: the server is busy, out of reach, or refuses us rather than the recipient.
 * `refused` is the final no to this recipient or this mail.
 */
export interface SendResult {
  outcome: 'sent' | 'temporary' | 'refused';
  reply: string;
}

export interface MailTransport {
  send(message: MailMessage): Promise<SendResult>;
  close(): Promise<void>;
}
