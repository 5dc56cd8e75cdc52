import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, CommandFailed, root, run } from './workspace.mjs';

const at = (workspace) => ({ cwd: join(root, workspace) });
const one = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

/** A check that counts as one test. */
export const check = (workspace, name, args) => () => one(run(bin(workspace, name), args, at(workspace)));

export const script = (name) => () => one(run(process.execPath, [join(root, 'packages/tooling/commands', name)]));

/** Work that counts as one test. */
export const step = (work) => () => {
  work();
  return one(0);
};

/** Counts from the runner's own report; a run that left none, or no test in it, has failed. */
export function counted(file, code, read) {
  if (!existsSync(file)) return one(1);
  const { passed, failed } = read(readFileSync(file, 'utf8'));
  const isLost = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isLost ? 1 : failed };
}

function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'usher-report-'));
  try {
    return work(join(folder, 'report'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function ofJest(text) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

export function ofPlaywright(text) {
  const { stats, errors } = JSON.parse(text);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** The last lines of TAP, as `node --test` writes them. */
export function ofTap(text) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled') };
}

export const jest = (workspace, args = [], env = {}) => () => withReport((file) => {
  const code = run(bin(workspace, 'jest'), ['--json', `--outputFile=${file}`, ...args], {
    ...at(workspace), env: { ...process.env, NODE_ENV: 'test', ...env }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  return counted(file, code, ofJest);
});

export const playwright = () => withReport((file) => {
  const code = run(bin('e2e', 'playwright'), ['test', '--reporter=list,json'], {
    ...at('e2e'), env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return counted(file, code, ofPlaywright);
});

function testsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : testsBelow(path);
    return entry.name.endsWith('.test.mjs') ? [path] : [];
  });
}

/** Named one by one: what `node --test` makes of a folder differs between versions. */
export const nodeTests = (folder) => () => withReport((file) => {
  const code = run(process.execPath, [
    '--test', '--test-reporter=spec', '--test-reporter-destination=stdout',
    '--test-reporter=tap', `--test-reporter-destination=${file}`, ...testsBelow(join(root, folder)),
  ]);
  return counted(file, code, ofTap);
});

/** A stage that cannot be run at all has failed, and the next ones run all the same. */
function attempt(stage) {
  try {
    return stage();
  } catch (error) {
    process.stderr.write(`${error instanceof CommandFailed ? error.message : error.stack}\n`);
    return one(1);
  }
}

const COUNTS = /^(\d+) (\d+)$/;

/** What a run before this one counted, where the two are one; a run that left no count has failed. */
function countedBefore({ USHER_COUNTS_FROM: file }) {
  if (!file) return { passed: 0, failed: 0 };
  const [, passed, failed] = COUNTS.exec(existsSync(file) ? readFileSync(file, 'utf8') : '') ?? [];
  return passed === undefined ? one(1) : { passed: Number(passed), failed: Number(failed) };
}

/** The last line of all, unless another run goes on from here. */
function close({ passed, failed }, { USHER_COUNTS_TO: file }) {
  if (file) writeFileSync(file, `${passed} ${failed}`);
  process.stdout.write(file ? `\nSo far ${passed} passed, ${failed} failed.\n` : `\n${passed} passed, ${failed} failed\n`);
}

/** Runs every stage, also after one has failed, and closes with the sum. */
export function runStages(stages, environment = process.env) {
  const total = countedBefore(environment);
  for (const [name, stage] of Object.entries(stages)) {
    const started = Date.now();
    process.stdout.write(`\n── ${name}\n`);
    const { passed, failed } = attempt(stage);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${name}: ${passed} passed, ${failed} failed, ${seconds} s\n`);
  }
  close(total, environment);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
