import { join } from 'node:path';
import { buildApi, buildWeb, install } from './build.mjs';
import { command } from './command.mjs';
import { keep } from './keep.mjs';
import { root } from './workspace.mjs';

command(() => {
  install();
  buildApi();
  buildWeb();
  keep([process.execPath, [join(root, 'apps/api/dist/src/main.js')], {
    env: { ...process.env, NODE_ENV: 'production' },
  }]);
});
