import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { buildApi, generateWebTypes, install } from './build.mjs';
import { command } from './command.mjs';
import { keep } from './keep.mjs';
import { bin, root } from './workspace.mjs';

const file = join(root, '.env');
const settings = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
const port = settings.PORT || '3000';
const apiPort = settings.API_PORT || String(Number(port) + 1);
const publicUrl = settings.PUBLIC_URL || `http://localhost:${port}`;
const api = join(root, 'apps/api');
const web = join(root, 'apps/web');
const quiet = ['ignore', 'ignore', 'inherit'];

/** Vite answers at the usual address and hands the API's addresses on. */
command(() => {
  install();
  buildApi();
  generateWebTypes();
  keep(
    [bin('apps/api', 'tsc'), ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], { cwd: api }],
    [process.execPath, ['--watch', '--watch-preserve-output', 'dist/src/main.js'], {
      cwd: api, env: { ...process.env, PORT: apiPort, PUBLIC_URL: publicUrl },
    }],
    [bin('apps/web', 'graphql-codegen'), ['--config', 'codegen.ts', '--watch'], { cwd: web, stdio: quiet }],
    [bin('apps/web', 'vite'), ['--logLevel', 'warn'], {
      cwd: web, env: { ...process.env, PORT: port, API_PORT: apiPort },
    }],
  );
});
