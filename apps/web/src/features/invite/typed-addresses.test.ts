import { suggestionFor, typedAddresses } from './typed-addresses';

test('addresses stand on lines, or with commas or semicolons between', () => {
  expect(typedAddresses(' a@b.org,\nc@d.org;; e@f.org \n\n')).toEqual(['a@b.org', 'c@d.org', 'e@f.org']);
});

test.each([
  ['ana@gmial.com', 'ana@gmail.com'], ['ana@gmail.co', 'ana@gmail.com'], ['ana@hotmial.com', 'ana@hotmail.com'],
  ['ana@gmail.com', null], ['ana@example.org', null], ['gmial.com', null],
])('for %s the hint is %p', (typed, meant) => {
  expect(suggestionFor(typed)).toBe(meant);
});
