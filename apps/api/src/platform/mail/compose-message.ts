import type { Mail } from './mail.entity';
import type { MailContent } from './mail-content';
import type { MailMessage } from './mail-transport';
import { renderHtml } from './render-html';
import { renderText } from './render-text';

const LONGEST_SUBJECT = 200;

/** A header is one line: whatever a name brings along, nothing can be added after it. */
function subjectLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim().slice(0, LONGEST_SUBJECT);
}

export async function composeMessage(mail: Pick<Mail, 'id' | 'recipient'>, content: MailContent): Promise<MailMessage> {
  return {
    id: mail.id, to: mail.recipient, subject: subjectLine(content.subject), text: renderText(content),
    html: await renderHtml(content),
  };
}
