import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '../../texts';

test('SIG-6: every sign-in matter that the API records has words', () => {
  const source = readFileSync(join(__dirname, '../../../../api/src/audit/security-action.ts'), 'utf8');
  const recorded = [...source.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action);
  expect(recorded).toContain('staff.created');
  expect(Object.keys(texts.security.events.actions).sort()).toEqual(recorded.sort());
});
