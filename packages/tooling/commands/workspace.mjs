import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const PNPM = 'pnpm@12.21.0';
const stamps = join(root, 'node_modules', '.usher');

/** Runs a program to its end, with its output shown; answers with its exit code. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return status ?? 1;
}

export function must(command, args, options) {
  const code = run(command, args, options);
  if (code !== 0) process.exit(code);
}

export const pnpm = (...args) => ['npx', ['--yes', PNPM, ...args]];
export const bin = (workspace, name) => join(root, workspace, 'node_modules', '.bin', name);

function filesBelow(path, skip) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    skip.has(entry.name) ? [] : filesBelow(join(path, entry.name), skip));
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap((path) => filesBelow(join(root, path), new Set(['node_modules', 'dist', 'gql']))).sort()) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Does the work only when what it reads has changed since it was last done. */
function once(name, reads, makes, work) {
  const stamp = join(stamps, name);
  const now = fingerprint(reads);
  const isDone = existsSync(stamp) && readFileSync(stamp, 'utf8') === now && makes.every((path) => existsSync(join(root, path)));
  if (isDone) return;
  rmSync(stamp, { force: true });
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
}

export function install() {
  once('installed', ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'apps/api/package.json', 'apps/web/package.json',
    'packages/tooling/package.json', 'e2e/package.json'], ['node_modules/.pnpm'], () => {
    process.stdout.write('Installing…\n');
    must(...pnpm('install', '--frozen-lockfile', '--reporter=silent'));
  });
}

export function buildApi() {
  once('api', ['apps/api/src', 'apps/api/migrations', 'apps/api/tsconfig.json', 'apps/api/tsconfig.build.json', 'tsconfig.base.json',
    'pnpm-lock.yaml'], ['apps/api/dist/src/main.js'], () => {
    process.stdout.write('Building the API…\n');
    rmSync(join(root, 'apps/api/dist'), { recursive: true, force: true });
    must(bin('apps/api', 'tsc'), ['-p', 'tsconfig.build.json'], { cwd: join(root, 'apps/api') });
  });
}

export function generateWebTypes() {
  must(bin('apps/web', 'graphql-codegen'), ['--config', 'codegen.ts'], { cwd: join(root, 'apps/web') });
}

export function buildWeb() {
  once('web', ['apps/web', 'packages/schema', 'tsconfig.base.json', 'pnpm-lock.yaml'], ['apps/web/dist/index.html'], () => {
    process.stdout.write('Building the web app…\n');
    generateWebTypes();
    must(bin('apps/web', 'vite'), ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/web') });
  });
}

const GRACE_MS = 9_000;
const LOOK_EVERY_MS = 300;

/** Keeps programs running until one ends or we are told to stop; takes them along when our own parent dies. */
export function keep(...programs) {
  const children = programs.map(([command, args, options]) => spawn(command, args, { cwd: root, stdio: 'inherit', ...options }));
  let isStopping = false;
  let alive = children.length;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    for (const child of children) child.kill('SIGTERM');
    setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, LOOK_EVERY_MS).unref();
  for (const child of children) {
    child.on('exit', (code) => {
      alive -= 1;
      if (!isStopping) process.exitCode = code ?? 1;
      stop();
      if (alive === 0) process.exit();
    });
  }
}
