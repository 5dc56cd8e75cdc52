import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileApi } from '../test/compiled-api';
import { usageOf } from './cli-usage';

const folder = mkdtempSync(join(tmpdir(), 'usher-cli-'));
const dataDir = join(folder, 'data');
const api = compileApi();
afterAll(() => {
  api.remove();
  rmSync(folder, { recursive: true });
});

/** On a database that is not there: what reaches for it fails. */
function usher(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [api.cli, ...args], {
    encoding: 'utf8', timeout: 30_000, env: { PATH: process.env.PATH, USHER_DATA_DIR: dataDir },
  });
  return { status, stdout, stderr };
}

test('--help behind a command prints how it is written and does nothing', () => {
  expect(usher('worker', '--help')).toEqual({ status: 0, stdout: usageOf('worker'), stderr: '' });
  expect(existsSync(dataDir)).toBe(false);
});

test('the usage of a command is its own lines, and of any other name all of them', () => {
  expect(usageOf('address')).toMatch(/^ {2}address lookup EMAIL\n.*\n {2}address unblock .*\n.*\n$/);
  for (const name of [undefined, '--help', 'frobnicate', 'constructor']) {
    for (const command of ['create-project-space', 'upload', 'worker', 'data remove']) expect(usageOf(name)).toContain(`\n  ${command}`);
  }
});

test('an option that the command does not know is told in plain words, with how it is written', () => {
  expect(usher('worker', '--fast')).toEqual({ status: 1, stdout: '', stderr: `There is no option --fast here.\n\n${usageOf('worker')}` });
});

test('data remove says where it looked, and makes nothing there', () => {
  expect(usher('data', 'remove').stdout).toContain(`There is no data of Usher in ${dataDir}.`);
  expect(existsSync(dataDir)).toBe(false);
});
