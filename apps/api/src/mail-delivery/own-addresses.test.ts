import { ownAddresses } from './own-addresses';

test.each([
  ['Usher <Usher@Example.org>', 'Help@example.org', ['usher@example.org', 'help@example.org']],
  ['usher@example.org', 'https://example.org/help', ['usher@example.org']],
  ['usher@example.org', 'https://me@example.org/help', ['usher@example.org']],
  ['usher@example.org', null, ['usher@example.org']],
])('EML-5: with the sender %s and the contact %s, mail never stops to %j', (mailFrom, contact, own) => {
  expect(ownAddresses(mailFrom, contact)).toEqual(own);
});
