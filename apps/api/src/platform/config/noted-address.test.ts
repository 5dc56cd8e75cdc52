import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetAddress, noteAddress, notedAddress } from './noted-address';

const folder = mkdtempSync(join(tmpdir(), 'usher-noted-'));
const file = join(folder, 'running-at');
afterAll(() => rmSync(folder, { recursive: true }));

test('a running server\'s address is known from its data folder until it stops', () => {
  expect(notedAddress(folder)).toBeNull();
  noteAddress(folder, 'http://localhost:3905');
  expect(notedAddress(folder)).toBe('http://localhost:3905');
  forgetAddress(folder);
  expect([notedAddress(folder), existsSync(file)]).toEqual([null, false]);
});

test('the note of a killed server counts no more, and that of another is left to it', () => {
  const gone = 2 ** 22 + 1;
  writeFileSync(file, `${gone}\nhttp://localhost:3905\n`);
  expect(notedAddress(folder)).toBeNull();
  forgetAddress(folder);
  expect(existsSync(file)).toBe(true);
  writeFileSync(file, 'nonsense');
  expect(notedAddress(folder)).toBeNull();
});
