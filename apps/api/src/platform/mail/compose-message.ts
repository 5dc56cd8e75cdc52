import type { Mail } from './mail.entity';
import type { MailContent } from './mail-content';
import type { MailMessage } from './mail-transport';
import { renderHtml } from './render-html';
import { renderText } from './render-text';

const LONGEST_SUBJECT = 200;

/** A header is one line: whatever a name brings along, nothing can be added after it. */
function subjectLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, LONGEST_SUBJECT);
}

export async function composeMessage(mail: Pick<Mail, 'id' | 'recipient'>, content: MailContent): Promise<MailMessage> {
  return {
    id: mail.id, to: mail.recipient, subject: subjectLine(content.subject), text: renderText(content),
    html: await renderHtml(content),
  };
}
