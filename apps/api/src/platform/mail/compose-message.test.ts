import * as fc from 'fast-check';
import { composeMessage } from './compose-message';
import type { MailContent } from './mail-content';

const mail = { id: 'mail-1', recipient: 'ana@example.org' };
const content = (name: string): MailContent => ({
  subject: `${name} invites you`, heading: `Join ${name}`, paragraphs: [`Hello ${name}.`],
  action: { label: 'Accept', url: 'https://usher.example/invitations/token' }, footer: ['Sign in at https://usher.example'],
});

test('EML-2: text and HTML say the same, with the link in both', async () => {
  const { text, html, subject } = await composeMessage(mail, content('Clinic'));
  expect(subject).toBe('Clinic invites you');
  for (const part of [text, html]) {
    expect(part).toContain('Join Clinic');
    expect(part).toContain('https://usher.example/invitations/token');
  }
});

test('a name never becomes markup, a header, a slot of the layout or a line of its own', async () => {
  const harmless = await composeMessage(mail, content('name'));
  const marks = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '@', '$', '{', '}', '%', '\r', '\n', '\0', '\u2028', 'a', ' ', '@@body@@') });
  await fc.assert(fc.asyncProperty(marks, async (name) => {
    const { subject, html, text } = await composeMessage(mail, content(name));
    expect(subject).not.toMatch(/[\r\n\0\u2028]/);
    expect(html.match(/</g)?.length).toBe(harmless.html.match(/</g)?.length);
    expect(text.split('\n\n').length).toBeLessThanOrEqual(harmless.text.split('\n\n').length);
  }));
});

test('nothing is fetched from elsewhere when the mail is read', async () => {
  const { html } = await composeMessage(mail, content('Clinic'));
  expect(html).not.toMatch(/@import|<link|<img|fonts\.googleapis/);
});
