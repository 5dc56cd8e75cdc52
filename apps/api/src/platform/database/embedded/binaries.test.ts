import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyOf, makeLinks, packageFolder, runsFor } from './binaries';

const folder = mkdtempSync(join(tmpdir(), 'usher-binaries-'));
chmodSync(folder, 0o755);
const NAMES = ['libicu.so', 'libicu.so.60'];
const NOBODY = { uid: 65_534, gid: 65_534 };
const asRoot = process.getuid?.() === 0 ? test : test.skip;

afterAll(() => rmSync(folder, { recursive: true }));

test('links that an install script has not made are made, and one that points nowhere is mended', () => {
  const library = join(folder, 'package', 'native', 'lib');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'libicu.so.60.2'), '');
  symlinkSync('gone', join(library, 'libicu.so'));
  const list = NAMES.map((name) => ({ source: 'native/lib/libicu.so.60.2', target: `native/lib/${name}` }));
  writeFileSync(join(library, '..', 'pg-symlinks.json'), JSON.stringify(list));
  makeLinks(join(folder, 'package'));
  makeLinks(join(folder, 'package'));
  const targets = NAMES.map((name) => readlinkSync(join(library, name)));
  expect(targets).toEqual(['libicu.so.60.2', 'libicu.so.60.2']);
});

asRoot('programs that only root may read are copied to where nobody can run them', async () => {
  const closed = await copyOf(packageFolder(), join(folder, 'closed'));
  chmodSync(join(closed, 'native', 'bin', 'postgres'), 0o700);
  expect(runsFor(join(closed, 'native', 'bin'), NOBODY)).toBe(false);
  writeFileSync(join(closed, 'package.json'), '{"version":"0"}');
  const copy = await copyOf(closed, join(folder, 'open'));
  expect(dirname(copy)).toBe(join(folder, 'open'));
  expect(runsFor(join(copy, 'native', 'bin'), NOBODY)).toBe(true);
});
