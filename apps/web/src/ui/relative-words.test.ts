import { relativeWords } from './relative-words';

const now = new Date('2026-11-24T12:00:00Z');

test.each([
  ['2026-11-24T12:00:10Z', 'now'], ['2026-11-24T11:15:00Z', '45 minutes ago'], ['2026-11-24T15:00:00Z', 'in 3 hours'],
  ['2026-11-23T11:00:00Z', 'yesterday'], ['2026-12-20T12:00:00Z', 'in 26 days'], ['2026-12-24T11:59:50Z', 'in 30 days'], ['2024-11-01T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeWords(new Date(at), now, 'en')).toBe(words);
});
