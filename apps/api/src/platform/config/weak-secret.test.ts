import { randomBytes } from 'node:crypto';
import { isWeakSecret } from './weak-secret';

test.each([
  'x'.repeat(40), '0123456789'.repeat(4), 'abcdefghijklmnop'.repeat(3), 'change-me-please-i-am-only-a-placeholder', 'CHANGEME0123456789abcdefghijklmnop',
  'your-secret-goes-here-0123456789abcdef', 'default secret of an installation, as shipped', '<a secret of at least 32 bytes goes here>', 'aaaaabbbbbcccccdddddeeeeefffff123',
])('%s is weak', (secret) => {
  expect(isWeakSecret(secret)).toBe(true);
});

test.each(['base64url', 'hex', 'base64'] as const)('what `openssl rand` or Usher itself makes, in %s, is not', (encoding) => {
  for (let round = 0; round < 200; round += 1) expect(isWeakSecret(randomBytes(32).toString(encoding))).toBe(false);
});
