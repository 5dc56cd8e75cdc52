import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { alone } from './once.mjs';

const folder = mkdtempSync(join(tmpdir(), 'usher-once-'));
after(() => rmSync(folder, { recursive: true }));

test('of four processes that build at once each waits for the one before it', async () => {
  const lock = join(folder, 'four');
  const log = join(folder, 'log');
  const program = `
    import { appendFileSync } from 'node:fs';
    import { alone } from ${JSON.stringify(new URL('once.mjs', import.meta.url).href)};
    const write = (word) => appendFileSync(${JSON.stringify(log)}, word);
    alone(${JSON.stringify(lock)}, () => {
      write('in ');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
      write('out ');
    });`;
  const ends = [1, 2, 3, 4].map(() => once(spawn(process.execPath, ['--input-type=module', '-e', program]), 'exit'));
  assert.deepEqual((await Promise.all(ends)).map(([code]) => code), [0, 0, 0, 0]);
  assert.equal(readFileSync(log, 'utf8'), 'in out '.repeat(4));
});

test('the lock of a command that was killed keeps nobody waiting', () => {
  const lock = join(folder, 'dead');
  writeFileSync(lock, String(spawnSync(process.execPath, ['-e', '']).pid));
  let isDone = false;
  alone(lock, () => { isDone = true; });
  assert.ok(isDone);
});

test('work that fails frees the lock for the next', () => {
  const lock = join(folder, 'failing');
  assert.throws(() => alone(lock, () => { throw new Error('broken'); }), /broken/);
  let isDone = false;
  alone(lock, () => { isDone = true; });
  assert.ok(isDone);
});
