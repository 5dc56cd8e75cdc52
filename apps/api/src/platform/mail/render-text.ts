import type { MailContent, MailLink } from './mail-content';
import { oneLine } from './one-line';

const WIDTH = 78;

function wrapped(text: string): string {
  const lines: string[] = [''];
  for (const word of oneLine(text).split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

const linkLines = (link: MailLink | undefined) => (link ? [`${oneLine(link.label)}:\n${link.url}`] : []);

export function renderText({ heading, paragraphs, action, secondaryAction, footer }: MailContent): string {
  const blocks = [
    wrapped(heading), ...paragraphs.map(wrapped), ...linkLines(action), ...linkLines(secondaryAction), '-- ',
    ...footer.map(wrapped),
  ];
  return `${blocks.join('\n\n')}\n`;
}
