import { join } from 'node:path';
import { buildApi, install, must, root } from './workspace.mjs';

install();
buildApi();
must(process.execPath, [join(root, 'apps/api/bench/run.mjs'), ...process.argv.slice(2)], {
  env: { ...process.env, NODE_ENV: 'production' },
});
