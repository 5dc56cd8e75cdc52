import type { Mail } from './mail.entity';
import type { MailContent, MailLink } from './mail-content';
import type { MailMessage } from './mail-transport';
import { oneLine } from './one-line';
import { renderHtml } from './render-html';
import { renderText } from './render-text';

const LONGEST_SUBJECT = 200;
const LINK_LIKE = /\S*:\/\/\S*|\bwww\.\S*/giu;

const isOurs = (url: string, publicUrl: string) => url === publicUrl || url.startsWith(`${publicUrl}/`);

/** Mail programs make links of what looks like one: in a name they get nothing to make it of. */
function withoutForeignLinks(text: string, publicUrl: string): string {
  return text.replace(LINK_LIKE, (word) => (isOurs(word, publicUrl) ? word : word.replace(/:\/\/|www\./giu, '$&\u200B')));
}

function ownLink(link: MailLink | undefined, publicUrl: string): MailLink | undefined {
  if (link && !isOurs(link.url, publicUrl)) throw new Error('A mail links only to PUBLIC_URL.');
  return link;
}

/** Whatever a name brings along: one header, its own lines, and no link but ours (EML-2). */
export async function composeMessage(
  mail: Pick<Mail, 'id' | 'recipient'>, content: MailContent, publicUrl: string,
): Promise<MailMessage> {
  const plain = (text: string) => withoutForeignLinks(oneLine(text), publicUrl);
  const shown: MailContent = {
    language: content.language,
    subject: [...plain(content.subject)].slice(0, LONGEST_SUBJECT).join(''),
    heading: plain(content.heading),
    paragraphs: content.paragraphs.map(plain),
    action: ownLink(content.action, publicUrl),
    secondaryAction: ownLink(content.secondaryAction, publicUrl),
    footer: content.footer.map(plain),
  };
  return { id: mail.id, to: mail.recipient, subject: shown.subject, text: renderText(shown), html: await renderHtml(shown) };
}
