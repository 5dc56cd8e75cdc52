import * as fc from 'fast-check';
import { composeMessage } from './compose-message';
import type { MailContent } from './mail-content';

const mail = { id: 'mail-1', recipient: 'ana@example.org' };
const PUBLIC_URL = 'https://usher.example';
const content = (name: string): MailContent => ({
  language: 'en', subject: `${name} invites you`, heading: `Join ${name}`, paragraphs: [`Hello ${name}.`],
  action: { label: 'Accept', url: 'https://usher.example/invitations/token' }, footer: ['Sign in at https://usher.example'],
});

test('EML-2: text and HTML say the same, with the link in both', async () => {
  const { text, html, subject } = await composeMessage(mail, content('Clinic'), PUBLIC_URL);
  expect(subject).toBe('Clinic invites you');
  for (const part of [text, html]) {
    expect(part).toContain('Join Clinic');
    expect(part).toContain('https://usher.example/invitations/token');
  }
});

test('a name never becomes markup, a header, a slot of the layout or a line of its own', async () => {
  const harmless = await composeMessage(mail, content('name'), PUBLIC_URL);
  const marks = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '@', '$', '{', '}', '%', '\r', '\n', '\0', '\u2028', 'a', ' ', '@@body@@') });
  await fc.assert(fc.asyncProperty(marks, async (name) => {
    const { subject, html, text } = await composeMessage(mail, content(name), PUBLIC_URL);
    expect(subject).not.toMatch(/[\r\n\0\u2028]/);
    expect(html.match(/</g)?.length).toBe(harmless.html.match(/</g)?.length);
    expect(text.split('\n\n').length).toBeLessThanOrEqual(harmless.text.split('\n\n').length);
  }));
});

test('nothing is fetched from elsewhere when the mail is read', async () => {
  const { html } = await composeMessage(mail, content('Clinic'), PUBLIC_URL);
  expect(html).not.toMatch(/@import|<link|<img|fonts\.googleapis/);
});

test.each([
  'http://evil.example', 'https://usher.example.evil.example/x', 'https://usher.example@evil.example', 'www.evil.example', 'HTTPS://EVIL.example',
])('a project space called %j makes no link', async (name) => {
  const { text, html } = await composeMessage(mail, content(name), PUBLIC_URL);
  for (const part of [text, html]) {
    const links = part.match(/(?:\w+:\/\/|www\.)[\w.]+[^\s<"']*/gi) ?? [];
    expect(links.filter((link) => !/^https:\/\/usher\.example(\/|$)/.test(link) && !link.includes('www.w3.org'))).toEqual([]);
  }
});

test('a link to elsewhere is not mailed at all', async () => {
  const elsewhere = { ...content('Clinic'), action: { label: 'Accept', url: 'https://evil.example/invitations/x' } };
  await expect(composeMessage(mail, elsewhere, PUBLIC_URL)).rejects.toThrow('PUBLIC_URL');
});

test('marks that turn words around are left out, and the language is told to the reader', async () => {
  const { subject, html } = await composeMessage(mail, { ...content('\u202Ecilc'), language: 'fr' }, PUBLIC_URL);
  expect(subject).toBe('cilc invites you');
  expect(html).toMatch(/<html[^>]* lang="fr"/);
});
