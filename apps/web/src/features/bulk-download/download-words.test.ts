import { EVERYBODY, inputOf, sentenceOf, shareOf } from './download-words';

const URL = '/api/bulk-downloads/1/user.xlsx';

test('DWN-1: an empty filter narrows nothing, and one that is filled is asked for', () => {
  expect(inputOf('space', EVERYBODY)).toEqual({
    projectSpaceId: 'space', search: null, roleIds: null, locationIds: null, statuses: null, alsoProjectSpaceIds: null, format: 'XLSX',
  });
  const input = inputOf('space', { ...EVERYBODY, search: ' ana ', statuses: ['INVITED'], otherSpaceIds: ['other'], format: 'CSV' });
  expect(input).toMatchObject({ search: 'ana', statuses: ['INVITED'], alsoProjectSpaceIds: ['other'], format: 'CSV' });
});

test.each([
  ['WORKING', null, null, 'being made'],
  ['READY', 1, URL, 'is ready: 1 user.'],
  ['READY', 1234, URL, '1,234 users.'],
  ['READY', 3, null, 'what you may see has changed'],
  ['FAILED', null, null, 'could not be made'],
  ['EXPIRED', 3, null, 'kept for 24 hours'],
] as const)('DWN-2: of a download that is %s with %p users and the file at %p its page says what to do', (status, rowCount, downloadUrl, words) => {
  expect(sentenceOf({ status, rowCount, downloadUrl })).toContain(words);
});

test('the bar is empty before the rows are counted and never beyond its end', () => {
  expect([{ done: 0, total: 0 }, { done: 5, total: null }, { done: 5, total: 10 }, { done: 11, total: 10 }].map(shareOf)).toEqual([0, 0, 50, 100]);
});
