import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root, run } from './workspace.mjs';

const at = (workspace) => ({ cwd: join(root, workspace) });
const one = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

/** A check that counts as one test. */
export const check = (workspace, name, args) => () => one(run(bin(workspace, name), args, at(workspace)));

export const script = (name) => () => one(run(process.execPath, [join(root, 'packages/tooling/commands', name)]));

/** Counts from the runner's own report; a run that left none has failed. */
function counted(file, code, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')));
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'usher-report-'));
  try {
    return work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const jest = (workspace, args = [], env = {}) => () => withReport((file) => {
  const code = run(bin(workspace, 'jest'), ['--json', `--outputFile=${file}`, ...args], {
    ...at(workspace), env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  return counted(file, code, ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) => ({
    passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites,
  }));
});

export const playwright = () => withReport((file) => {
  const code = run(bin('e2e', 'playwright'), ['test', '--reporter=list,json'], {
    ...at('e2e'), env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return counted(file, code, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));
});

export const nodeTests = (folder) => () => one(run(process.execPath, ['--test', join(root, folder)]));

/** Runs every stage, also after one has failed, and closes with the sum. */
export function runStages(stages) {
  const total = { passed: 0, failed: 0 };
  for (const [name, stage] of Object.entries(stages)) {
    const started = Date.now();
    process.stdout.write(`\n── ${name}\n`);
    const { passed, failed } = stage();
    total.passed += passed;
    total.failed += failed;
    process.stdout.write(`${name}: ${passed} passed, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed === 0 ? 0 : 1);
}
