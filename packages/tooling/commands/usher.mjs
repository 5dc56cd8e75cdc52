import { join } from 'node:path';
import { buildApi, install } from './build.mjs';
import { command } from './command.mjs';
import { keep } from './keep.mjs';
import { root } from './workspace.mjs';

command(() => {
  install();
  buildApi();
  keep([process.execPath, [join(root, 'apps/api/dist/src/cli.js'), ...process.argv.slice(2)], {
    env: { ...process.env, NODE_ENV: 'production' },
  }]);
});
