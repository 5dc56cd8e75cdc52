import { noteRequest } from './last-request';
import { supportLink } from './support-link';

test('SUP-5: a mail to support has page and request id filled in', () => {
  const link = new URL(supportLink('help@example.org', '/projects/demo/roles', 'a1-b2'));
  expect(link.protocol + link.pathname).toBe('mailto:help@example.org');
  expect(link.searchParams.get('subject')).toBe('Usher: /projects/demo/roles');
  expect(link.searchParams.get('body')).toBe('Page: /projects/demo/roles\r\nRequest: a1-b2\r\n\r\n');
});

test('SUP-5: a page of support is told both, and keeps what its address says already', () => {
  expect(supportLink('https://help.example.org/new?topic=usher', '/account', 'a1-b2'))
    .toBe('https://help.example.org/new?topic=usher&page=%2Faccount&request=a1-b2');
});

test('SUP-5: before anything was asked there is no request to speak of', () => {
  expect(supportLink('help@example.org', '/sign-in', null)).not.toContain('Request');
});

test('an answer passes through unchanged as its request is noted', () => {
  const response = { headers: new Map([['x-request-id', 'a1-b2']]) } as unknown as Response;
  expect(noteRequest(response)).toBe(response);
});
