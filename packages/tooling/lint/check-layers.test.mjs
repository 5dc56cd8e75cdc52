import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkLayers } from './check-layers.mjs';

const CLEAN = {
  'apps/api/src/main.ts': `import './roles/role.resolver';`,
  'apps/api/src/roles/role.resolver.ts': `import { a } from './role.service'; export const b = a;`,
  'apps/api/src/roles/role.service.ts': `import { p } from './role.policy'; import { q } from '../platform/clock'; export const a = [p, q];`,
  'apps/api/src/roles/role.policy.ts': `import type { X } from '../access/actor'; export const p: X = 1;`,
  'apps/api/src/access/actor.ts': `export type X = number; export const x = 1;`,
  'apps/api/src/platform/clock.ts': `export const q = 1;`,
  'apps/web/src/pages/page.tsx': `import { l } from '../features/list/list'; export const y = l;`,
  'apps/web/src/features/list/list.tsx': `import { u } from '../../ui/u'; export const l = u;`,
  'apps/web/src/features/form/form.tsx': `export const f = 1;`,
  'apps/web/src/ui/u.ts': `export const u = 1;`,
};

function findingsIn(files) {
  const root = mkdtempSync(join(tmpdir(), 'usher-lint-'));
  try {
    for (const [path, text] of Object.entries({ ...CLEAN, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkLayers(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('a tree in order has no findings', () => {
  assert.deepEqual(findingsIn({}), []);
});

const VIOLATIONS = {
  'a policy that imports a service': { 'apps/api/src/roles/role.policy.ts': `import { a } from './role.service'; export const p = a;` },
  'a service that imports a type': {
    'apps/api/src/roles/role.service.ts': `import { t } from './role.type'; export const a = t;`,
    'apps/api/src/roles/role.type.ts': 'export const t = 1;',
  },
  'a feature that imports a later one': { 'apps/api/src/access/actor.ts': `import { p } from '../roles/role.policy'; export type X = number; export const x = p;` },
  'a later feature even for a type': { 'apps/api/src/access/actor.ts': `import type { P } from '../invitations/p'; export type X = P;`, 'apps/api/src/invitations/p.ts': 'export type P = 1;' },
  'platform that imports a feature': { 'apps/api/src/platform/clock.ts': `import { x } from '../access/actor'; export const q = x;` },
  'a cycle': {
    'apps/api/src/platform/clock.ts': `import { o } from './other'; export const q = o;`,
    'apps/api/src/platform/other.ts': `import { q } from './clock'; export const o = () => q;`,
  },
  'a feature that imports main': { 'apps/api/src/access/actor.ts': `import '../main'; export type X = number;` },
  'a feature outside the order': { 'apps/api/src/extras/thing.ts': 'export const t = 1;' },
  'a folder named utils': { 'apps/web/src/ui/utils/thing.ts': 'export const t = 1;' },
  'a web feature that imports another': { 'apps/web/src/features/list/list.tsx': `import { f } from '../form/form'; export const l = f;` },
  'a piece of ui that imports a feature': { 'apps/web/src/ui/u.ts': `import { f } from '../features/form/form'; export const u = f;` },
  'a web app that imports the API': { 'apps/web/src/ui/u.ts': `import { q } from '../../../api/src/platform/clock'; export const u = q;` },
  'a page loaded lazily from ui': { 'apps/web/src/ui/u.ts': `export const u = () => import('../pages/page');` },
};

for (const [what, files] of Object.entries(VIOLATIONS)) {
  test(`${what} is found`, () => {
    assert.notDeepEqual(findingsIn(files), []);
  });
}
