import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from './once.mjs';
import { bin, must, root } from './workspace.mjs';

const PNPM = 'pnpm@12.21.0';
const MANIFESTS = ['package.json', 'apps/api/package.json', 'apps/web/package.json', 'packages/schema/package.json',
  'packages/tooling/package.json', 'packages/web-user-sheet/package.json', 'e2e/package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];

const API_SOURCES = ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json'].map((name) => `apps/api/${name}`);
const SHEET_SOURCES = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => `packages/web-user-sheet/${name}`);
const EVERYWHERE = ['tsconfig.base.json', 'pnpm-lock.yaml'];

/** To standard error: what a command itself prints may be read by a program. */
const say = (text) => process.stderr.write(`${text}\n`);

export function install() {
  once('installed', { reads: MANIFESTS, makes: ['node_modules/.pnpm'] }, () => {
    say('Installing…');
    // Under NODE_ENV=production the tools that build would be left out.
    must('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=error'], {
      env: { ...process.env, NODE_ENV: 'development', CI: 'true' }, stdio: ['ignore', 2, 2],
    });
  });
}

/** Built beside its place and put there whole: a server that runs from it misses no file meanwhile. */
function buildInto(workspace, work) {
  const dist = join(root, workspace, 'dist');
  const made = join(root, workspace, 'node_modules', '.usher-made');
  const former = join(root, workspace, 'node_modules', '.usher-former');
  for (const folder of [made, former]) rmSync(folder, { recursive: true, force: true });
  work(made);
  try {
    renameSync(dist, former);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(made, dist);
  rmSync(former, { recursive: true, force: true });
}

/** What the types of the API and of the web app read, so that it is built before them. */
export function buildSheet() {
  once('web-user-sheet', {
    reads: [...SHEET_SOURCES, ...EVERYWHERE],
    makes: ['packages/web-user-sheet/dist/read-sheet.js'],
  }, () => buildInto('packages/web-user-sheet', (outDir) => must(
    bin('packages/web-user-sheet', 'tsc'), ['-p', 'tsconfig.build.json', '--outDir', outDir],
    { cwd: join(root, 'packages/web-user-sheet'), stdio: ['ignore', 2, 2] },
  )));
}

export function buildApi() {
  buildSheet();
  once('api', {
    reads: [...API_SOURCES, ...SHEET_SOURCES, ...EVERYWHERE],
    makes: ['apps/api/dist/src/main.js'],
  }, () => {
    say('Building the API…');
    buildInto('apps/api', (outDir) => must(bin('apps/api', 'tsc'), ['-p', 'tsconfig.build.json', '--outDir', outDir], {
      cwd: join(root, 'apps/api'), stdio: ['ignore', 2, 2],
    }));
  });
}

/** The typed operations of the web app, which its types and tests need too. */
export function generateWebTypes() {
  once('web-types', {
    reads: ['apps/web/src', 'apps/web/codegen.ts', 'packages/schema', 'pnpm-lock.yaml'],
    makes: ['apps/web/src/gql/graphql.ts'],
  }, () => must(bin('apps/web', 'graphql-codegen'), ['--config', 'codegen.ts'], {
    cwd: join(root, 'apps/web'), stdio: ['ignore', 2, 2],
  }));
}

export function buildWeb() {
  generateWebTypes();
  once('web', { reads: ['apps/web', 'packages/schema', ...EVERYWHERE], makes: ['apps/web/dist/index.html', 'apps/web/dist/graphiql.html'] }, () => {
    say('Building the web app…');
    buildInto('apps/web', (outDir) => {
      const vite = (...options) => must(
        bin('apps/web', 'vite'), ['build', '--logLevel', 'warn', '--outDir', outDir, ...options],
        { cwd: join(root, 'apps/web'), stdio: ['ignore', 2, 2] });
      vite('--emptyOutDir');
      vite('--config', 'vite.graphiql.config.ts');
    });
  });
}
