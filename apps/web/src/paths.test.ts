import { paths, safeNext } from './paths';

test('what stands in an address cannot leave its place', () => {
  expect(paths.webUser('a/b', '../c')).toBe('/projects/a%2Fb/web-users/..%2Fc');
});

test.each([
  ['/projects/demo/web-users?search=x', '/projects/demo/web-users?search=x'],
  ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], [null, '/'],
])('after signing in %p leads to %p', (next, path) => {
  expect(safeNext(next)).toBe(path);
});
