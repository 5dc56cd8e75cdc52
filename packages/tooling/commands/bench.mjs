import { join } from 'node:path';
import { buildApi, install } from './build.mjs';
import { command } from './command.mjs';
import { must, root } from './workspace.mjs';

command(() => {
  install();
  buildApi();
  must(process.execPath, [join(root, 'apps/api/bench/run.mjs'), ...process.argv.slice(2)], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
});
