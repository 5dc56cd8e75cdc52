import { isFailedImport } from './failed-import';

test.each([
  ['Chromium', 'Failed to fetch dynamically imported module: http://localhost/assets/audit-page.js'],
  ['Firefox', 'error loading dynamically imported module: http://localhost/assets/audit-page.js'],
  ['Safari', 'Importing a module script failed.'],
  ['Vite', 'Unable to preload CSS for /assets/audit-page.css'],
])('a page that did not come is known as such in the words of %s', (_, message) => {
  expect(isFailedImport(new TypeError(message))).toBe(true);
});

test('a fault of ours is none', () => {
  expect(isFailedImport(new TypeError('Cannot read properties of undefined'))).toBe(false);
  expect(isFailedImport(undefined)).toBe(false);
});
