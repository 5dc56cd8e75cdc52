import { expiryOf } from './expiry';

const now = new Date('2026-03-01T10:00:00Z');

test.each([
  ['30', '2026-03-31T10:00:00.000Z'],
  ['365', '2027-03-01T10:00:00.000Z'],
  ['never', null],
] as const)('API-1: a key for "%s" works until %s', (span, expected) => {
  expect(expiryOf(span, '', now)).toBe(expected);
});

test('API-1: a key until a day works to the end of that day, where its maker is', () => {
  expect(new Date(expiryOf('day', '2026-03-05', now) ?? '').toString()).toContain('Mar 05 2026 23:59:59');
});
