import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { counted, ofJest, ofPlaywright, ofTap } from './stages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'usher-stages-'));
after(() => rmSync(folder, { recursive: true }));

function report(text) {
  const file = join(folder, 'report');
  writeFileSync(file, text);
  return file;
}

function closingOf(stages, environment = {}) {
  const program = `
    import { runStages, step } from ${JSON.stringify(new URL('stages.mjs', import.meta.url).href)};
    runStages({ ${stages} });`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8', env: { ...process.env, USHER_COUNTS_TO: '', USHER_COUNTS_FROM: '', ...environment },
  });
  return { last: stdout.trimEnd().split('\n').at(-1), status };
}

test('each runner\'s own report is counted', () => {
  const jest = JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numRuntimeErrorTestSuites: 1 });
  const playwright = JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [] });
  assert.deepEqual(counted(report(jest), 1, ofJest), { passed: 5, failed: 2 });
  assert.deepEqual(counted(report(playwright), 1, ofPlaywright), { passed: 3, failed: 2 });
  assert.deepEqual(counted(report('# tests 4\n# pass 3\n# fail 1\n# cancelled 0\n'), 1, ofTap), { passed: 3, failed: 1 });
});

test('a run that left no report, ended badly or held no test has failed', () => {
  const jest = (numPassedTests) => report(JSON.stringify({
    numPassedTests, numFailedTests: 0, numRuntimeErrorTestSuites: 0,
  }));
  assert.deepEqual(counted(join(folder, 'absent'), 0, ofJest), { passed: 0, failed: 1 });
  assert.deepEqual(counted(jest(2), 1, ofJest), { passed: 2, failed: 1 });
  assert.deepEqual(counted(jest(0), 0, ofJest), { passed: 0, failed: 1 });
});

test('every stage runs after one that broke, and the sum stands in the last line', () => {
  const broken = closingOf(`
    a: step(() => { throw new Error('broken'); }), b: step(() => {}), c: () => ({ passed: 4, failed: 0 })`);
  assert.deepEqual(broken, { last: '5 passed, 1 failed', status: 1 });
  assert.deepEqual(closingOf('a: step(() => {})'), { last: '1 passed, 0 failed', status: 0 });
});

test('two runs that are one close with a single line that sums both', () => {
  const file = join(folder, 'counts');
  const first = closingOf("a: step(() => {}), b: step(() => { throw new Error('broken'); })", { USHER_COUNTS_TO: file });
  assert.deepEqual(first, { last: 'So far 1 passed, 1 failed.', status: 1 });
  const second = closingOf('c: () => ({ passed: 4, failed: 0 })', { USHER_COUNTS_FROM: file });
  assert.deepEqual(second, { last: '5 passed, 1 failed', status: 1 });
});

test('a first run that left no count has failed', () => {
  const second = closingOf('c: step(() => {})', { USHER_COUNTS_FROM: join(folder, 'never written') });
  assert.deepEqual(second, { last: '1 passed, 1 failed', status: 1 });
});
