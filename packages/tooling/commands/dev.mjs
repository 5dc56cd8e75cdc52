import { join } from 'node:path';
import { bin, buildApi, buildWeb, generateWebTypes, install, keep, root } from './workspace.mjs';

install();
buildApi();
buildWeb();
generateWebTypes();
const port = process.env.PORT ?? '3000';
const apiPort = process.env.API_PORT ?? String(Number(port) + 1);
const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
const api = join(root, 'apps/api');
const web = join(root, 'apps/web');
keep(
  [bin('apps/api', 'tsc'), ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], { cwd: api, stdio: ['ignore', 'ignore', 'inherit'] }],
  [process.execPath, ['--watch', '--watch-preserve-output', 'dist/src/main.js'], {
    cwd: api, env: { ...process.env, PORT: apiPort, PUBLIC_URL: publicUrl },
  }],
  [bin('apps/web', 'graphql-codegen'), ['--config', 'codegen.ts', '--watch'], { cwd: web, stdio: ['ignore', 'ignore', 'inherit'] }],
  [bin('apps/web', 'vite'), ['--logLevel', 'warn'], { cwd: web, env: { ...process.env, PORT: port, API_PORT: apiPort } }],
);
