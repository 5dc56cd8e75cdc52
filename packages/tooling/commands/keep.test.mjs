import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 8_000;
const folder = mkdtempSync(join(tmpdir(), 'usher-keep-'));
after(() => rmSync(folder, { recursive: true }));

const kept = join(folder, 'kept.mjs');
writeFileSync(kept, 'console.log(`${process.ppid} ${process.pid}`); setInterval(() => {}, 1000);');
const keeper = join(folder, 'keeper.mjs');
writeFileSync(keeper, `
  import { keep } from ${JSON.stringify(new URL('keep.mjs', import.meta.url).href)};
  keep([process.execPath, [${JSON.stringify(kept)}]]);`);
const wrapped = join(folder, 'wrapped.mjs');
writeFileSync(wrapped, `
  import { keep } from ${JSON.stringify(new URL('keep.mjs', import.meta.url).href)};
  keep(['sh', ['-c', '"$0" "$1"; true', process.execPath, ${JSON.stringify(kept)}]]);`);
const scripts = { through: `node ${keeper}`, direct: `exec node ${keeper}`, wrapped: `exec node ${wrapped}` };
writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'kept', version: '1.0.0', scripts }));

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function startByNpm(scriptName) {
  const npm = spawn('npm', ['run', '--silent', scriptName], {
    cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], detached: true,
  });
  for await (const line of createInterface(npm.stdout)) {
    const found = /^(\d+) (\d+)$/.exec(line);
    if (found) return { npm, pids: found.slice(1).map(Number) };
  }
  throw new Error('npm did not start it.');
}

async function areGone(pids) {
  const deadline = Date.now() + PATIENCE_MS;
  while (pids.some(isAlive) && Date.now() < deadline) await sleep(50);
  const left = pids.filter(isAlive);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  return left.length === 0;
}

for (const [scriptName, signal] of [
  ['direct', 'SIGINT'], ['direct', 'SIGTERM'], ['direct', 'SIGKILL'], ['through', 'SIGTERM'], ['through', 'SIGKILL'],
]) {
  const way = scriptName === 'direct' ? 'by npm itself' : 'through a shell';
  test(`${signal} to npm ends all that it keeps running, started ${way}`, async () => {
    const { npm, pids } = await startByNpm(scriptName);
    npm.kill(signal);
    assert.ok(await areGone(pids));
    if (npm.exitCode === null && npm.signalCode === null) await once(npm, 'exit');
  });
}

test('SIGTERM to npm ends as well what a script around it has started', async () => {
  const { npm, pids } = await startByNpm('wrapped');
  npm.kill('SIGTERM');
  assert.ok(await areGone(pids));
  if (npm.exitCode === null && npm.signalCode === null) await once(npm, 'exit');
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
  test(`${signal} to the whole group ends all of it`, async () => {
    const { npm, pids } = await startByNpm('through');
    process.kill(-npm.pid, signal);
    assert.ok(await areGone(pids));
  });
}

test('a program that ends by itself gives its exit code on', async () => {
  const program = `
    import { keep } from ${JSON.stringify(new URL('keep.mjs', import.meta.url).href)};
    keep([process.execPath, ['-e', 'process.exit(7)']]);`;
  const [code] = await once(spawn(process.execPath, ['--input-type=module', '-e', program]), 'exit');
  assert.equal(code, 7);
});
